#pragma once

#include "net/http_server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <functional>
#include <memory>

/// Streams are type-erased: instantiating the server for plain and TLS sockets apart takes a minute to
/// compile and 1.5 GB.
namespace certwright::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using Failure = boost::system::error_code;

/// A plain or TLS connection.
class Stream {
  public:
    using Done = std::function<void(Failure)>;
    using Moved = std::function<void(Failure, std::size_t)>;

    virtual ~Stream() = default;
    virtual tcp::socket& socket() = 0;
    virtual void handshake(Done done) = 0;
    virtual void read_some(asio::mutable_buffer into, Moved done) = 0;
    virtual void write_some(asio::const_buffer from, Moved done) = 0;
    /// Says that nothing more will be written.
    virtual void finish(Done done) = 0;
};

std::unique_ptr<Stream> plain_stream(tcp::socket socket);
/// `context` outlives the stream.
std::unique_ptr<Stream> tls_stream(tcp::socket socket, asio::ssl::context& context);

/// TLS 1.2 or newer, HTTP/1.1 by ALPN. Throws Fault::invalid naming the file that cannot be used.
std::unique_ptr<asio::ssl::context> make_tls(const TlsFiles& files);

}  // namespace certwright::net
