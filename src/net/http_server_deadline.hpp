#pragma once

#include "base/time.hpp"
#include "net/http_server_stream.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <utility>

namespace certwright::net {

/// By when a connection has to have come further. On the I/O thread only; what it calls keeps its owner
/// alive.
class Deadline {
  public:
    explicit Deadline(asio::io_context& io) : timer_(io) {}

    /// Replaces the one before.
    void set(Duration span, std::function<void()> missed) {
        timer_.expires_after(span);
        // A cancelled wait may be on its way already; its number tells.
        timer_.async_wait([this, number = ++number_, missed = std::move(missed)](Failure) {
            if (number == number_) missed();
        });
    }
    void lift() {
        ++number_;
        timer_.cancel();
    }

  private:
    asio::steady_timer timer_;
    std::uint64_t number_ = 0;
};

}  // namespace certwright::net
