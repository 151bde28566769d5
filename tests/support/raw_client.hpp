#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace certwright::test {

/// A TCP connection to the loopback that sends whatever bytes a test wants.
class RawClient {
  public:
    /// `receive_buffer` bounds what the kernel takes in while the test does not read; 0 leaves it be.
    explicit RawClient(std::uint16_t port, int receive_buffer = 0);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False when the peer has closed.
    bool send(std::string_view bytes);
    /// Tells the peer that nothing more comes; reading goes on.
    void finish_sending();
    /// Everything until `count` bytes more are there, the end, or ten seconds.
    std::string read(std::size_t count);
    /// Everything up to and with `end`.
    std::string read_until(std::string_view end);
    /// Everything until the peer closes; after ten seconds what came, with "<still open>".
    std::string read_all();
    /// One response with a Content-Length, head and body.
    std::string read_response();
    /// Whether the peer closes within `limit` without sending anything more.
    bool is_closed_within(Duration limit);
    /// Whether the end that was met was a TCP reset.
    bool was_reset() const { return was_reset_; }
    /// Leaves with a TCP reset.
    void reset();

  private:
    enum class Got { bytes, end, nothing };
    Got receive(Duration limit);

    int socket_;
    std::string buffer_;
    bool was_reset_ = false;
};

}  // namespace certwright::test
