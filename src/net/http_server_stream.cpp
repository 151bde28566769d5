#include "net/http_server_stream.hpp"

#include "base/error.hpp"

#include <boost/asio/ssl/stream.hpp>

namespace certwright::net {
namespace {

class PlainStream final : public Stream {
  public:
    explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}
    tcp::socket& socket() override { return socket_; }
    void handshake(Done done) override { done({}); }
    void read_some(asio::mutable_buffer into, Moved done) override {
        socket_.async_read_some(into, std::move(done));
    }
    void write_some(asio::const_buffer from, Moved done) override {
        socket_.async_write_some(from, std::move(done));
    }
    void finish(Done done) override { done({}); }

  private:
    tcp::socket socket_;
};

class TlsStream final : public Stream {
  public:
    TlsStream(tcp::socket socket, asio::ssl::context& context) : stream_(std::move(socket), context) {}
    tcp::socket& socket() override { return stream_.next_layer(); }
    void handshake(Done done) override {
        stream_.async_handshake(asio::ssl::stream_base::server, std::move(done));
    }
    void read_some(asio::mutable_buffer into, Moved done) override {
        stream_.async_read_some(into, std::move(done));
    }
    void write_some(asio::const_buffer from, Moved done) override {
        stream_.async_write_some(from, std::move(done));
    }
    void finish(Done done) override { stream_.async_shutdown(std::move(done)); }

  private:
    asio::ssl::stream<tcp::socket> stream_;
};

int choose_http_1_1(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* selected = nullptr;
    const int result = SSL_select_next_proto(&selected, size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = selected;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

std::unique_ptr<Stream> plain_stream(tcp::socket socket) {
    return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<Stream> tls_stream(tcp::socket socket, asio::ssl::context& context) {
    return std::make_unique<TlsStream>(std::move(socket), context);
}

std::unique_ptr<asio::ssl::context> make_tls(const TlsFiles& files) {
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native,
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // 34 KB less for each idle connection
    SSL_CTX_set_alpn_select_cb(native, choose_http_1_1, nullptr);
    const auto load = [](const std::string& file, auto action) {
        Failure failure;
        action(failure);
        if (failure) {
            throw Error{Fault::invalid, "cannot use the TLS file \"" + file + "\": " + failure.message(),
                        "the chain and the unencrypted private key must be PEM files that belong together"};
        }
    };
    load(files.certificate_chain,
         [&](Failure& failure) { context->use_certificate_chain_file(files.certificate_chain, failure); });
    load(files.private_key, [&](Failure& failure) {
        context->use_private_key_file(files.private_key, asio::ssl::context::pem, failure);
    });
    return context;
}

}  // namespace certwright::net
