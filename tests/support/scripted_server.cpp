#include "support/scripted_server.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <stdexcept>

namespace certwright::test {
namespace {

int listen_on_loopback(std::uint16_t& port) {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (listener < 0 || bind(listener, generic, size) != 0 || listen(listener, 256) != 0 ||
        getsockname(listener, generic, &size) != 0) {
        throw std::runtime_error{"cannot listen on the loopback"};
    }
    port = ntohs(address.sin_port);
    return listener;
}

}  // namespace

struct ScriptedServer::Tls {
    explicit Tls(const net::TlsFiles& files) : context(SSL_CTX_new(TLS_server_method())) {
        if (SSL_CTX_use_certificate_chain_file(context, files.certificate_chain.c_str()) != 1 ||
            SSL_CTX_use_PrivateKey_file(context, files.private_key.c_str(), SSL_FILETYPE_PEM) != 1) {
            throw std::runtime_error{"cannot load " + files.certificate_chain};
        }
    }
    ~Tls() { SSL_CTX_free(context); }
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;
    SSL_CTX* context;
};

class ScriptedServer::Connection {
  public:
    Connection(int socket, std::size_t number, Tls* tls) : number_(number), socket_(socket) {
        if (!tls) return;
        ssl_ = SSL_new(tls->context);
        SSL_set_fd(ssl_, socket_);
    }
    ~Connection() {
        if (ssl_) SSL_free(ssl_);
        close(socket_);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool accept() { return !ssl_ || SSL_accept(ssl_) == 1; }

    /// Appends what arrives; false at the end.
    bool read_into(std::string& buffer) {
        char bytes[16384];
        const auto size = ssl_ ? SSL_read(ssl_, bytes, sizeof bytes) : recv(socket_, bytes, sizeof bytes, 0);
        if (size <= 0) return false;
        buffer.append(bytes, static_cast<std::size_t>(size));
        return true;
    }

    bool write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto size = ssl_ ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                                   : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (size <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }

    /// Makes the close at the end a TCP reset.
    void reset() {
        const linger at_once{.l_onoff = 1, .l_linger = 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        reset_ = true;
    }
    void finish() {
        if (reset_) return;
        if (ssl_) SSL_shutdown(ssl_);
        ::shutdown(socket_, SHUT_WR);
    }
    /// From another thread: ends a blocked read or write.
    void abort() { ::shutdown(socket_, SHUT_RDWR); }
    std::size_t number() const { return number_; }

  private:
    std::size_t number_;
    int socket_;
    bool reset_ = false;
    SSL* ssl_ = nullptr;
};

Reply Reply::of(int status, std::string_view body, const net::Headers& headers) {
    std::string bytes = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
    for (const auto& [name, value] : headers) bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    bytes += body;
    return {.bytes = std::move(bytes)};
}

ScriptedServer::ScriptedServer(std::optional<net::TlsFiles> tls) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    if (tls) tls_ = std::make_unique<Tls>(*tls);
    script_ = [](const Received&) { return Reply::of(500, "no script"); };
    listener_ = listen_on_loopback(port_);
    acceptor_ = std::jthread{[this] { accept(); }};
}

ScriptedServer::~ScriptedServer() {
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    close(listener_);
    {
        const std::scoped_lock lock{mutex_};
        for (auto& thread : threads_) thread.request_stop();
        for (const auto& connection : live_) connection->abort();
    }
    threads_.clear();
}

void ScriptedServer::on(Script script) {
    const std::scoped_lock lock{mutex_};
    script_ = std::move(script);
}

net::Url ScriptedServer::url(std::string_view target) const {
    return net::Url::parse(base_url() + std::string{target});
}

std::string ScriptedServer::base_url() const {
    return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
}

std::vector<Received> ScriptedServer::received() const {
    const std::scoped_lock lock{mutex_};
    return received_;
}

bool ScriptedServer::wait_for(std::size_t count) const {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, 10s, [&] { return received_.size() >= count; });
}

std::size_t ScriptedServer::connections() const {
    const std::scoped_lock lock{mutex_};
    return accepted_;
}

bool ScriptedServer::wait_until_alone() const {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, 10s, [&] { return open_ == 0; });
}

void ScriptedServer::accept() {
    while (true) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::scoped_lock lock{mutex_};
        const auto connection = std::make_shared<Connection>(socket, ++accepted_, tls_.get());
        ++open_;
        live_.push_back(connection);
        threads_.emplace_back([this, connection](std::stop_token stop) {
            serve(*connection, stop);
            connection->finish();
            const std::scoped_lock ending{mutex_};
            live_.remove(connection);
            --open_;
            changed_.notify_all();
        });
    }
}

void ScriptedServer::serve(Connection& connection, std::stop_token stop) {
    if (!connection.accept()) return;
    std::string buffer;
    while (true) {
        std::size_t head_end = 0;
        while ((head_end = buffer.find("\r\n\r\n")) == buffer.npos) {
            if (!connection.read_into(buffer)) return;
        }
        Received request{.connection = connection.number()};
        const std::string_view head = std::string_view{buffer}.substr(0, head_end + 2);
        const std::string_view first = head.substr(0, head.find("\r\n"));
        request.method = first.substr(0, first.find(' '));
        request.target = first.substr(first.find(' ') + 1, first.rfind(' ') - first.find(' ') - 1);
        for (std::size_t at = first.size() + 2; at < head.size();) {
            const std::size_t end = head.find("\r\n", at);
            const std::string_view line = head.substr(at, end - at);
            const std::size_t colon = line.find(':');
            const std::size_t value = std::min(line.find_first_not_of(' ', colon + 1), line.size());
            request.headers.add(std::string{line.substr(0, colon)}, std::string{line.substr(value)});
            at = end + 2;
        }
        std::size_t length = 0;
        if (const auto written = request.headers.find("Content-Length")) {
            std::from_chars(written->data(), written->data() + written->size(), length);
        }
        buffer.erase(0, head_end + 4);
        while (buffer.size() < length) {
            if (!connection.read_into(buffer)) return;
        }
        request.body = buffer.substr(0, length);
        buffer.erase(0, length);

        Reply reply;
        {
            const std::scoped_lock lock{mutex_};
            request.number = received_.size() + 1;
            received_.push_back(request);
            changed_.notify_all();
            reply = script_(request);
        }
        write(connection, reply, stop);
        if (reply.then == Reply::Then::reset) connection.reset();
        if (reply.then != Reply::Then::keep_alive || stop.stop_requested()) return;
    }
}

void ScriptedServer::write(Connection& connection, const Reply& reply, std::stop_token stop) {
    const auto rest = [&](Duration span) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, stop, span, [] { return false; });
        return !stop.stop_requested();
    };
    if (reply.delay > 0s && !rest(reply.delay)) return;
    const std::size_t piece = reply.piece == 0 ? reply.bytes.size() : reply.piece;
    for (std::size_t at = 0; at < reply.bytes.size(); at += piece) {
        if (at > 0 && !rest(reply.pause)) return;
        if (!connection.write(std::string_view{reply.bytes}.substr(at, piece))) return;
    }
}

std::uint16_t unused_port() {
    std::uint16_t port = 0;
    close(listen_on_loopback(port));
    return port;
}

}  // namespace certwright::test
