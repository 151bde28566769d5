#pragma once

#include "net/transport.hpp"

#include <functional>
#include <mutex>
#include <vector>

namespace certwright::test {

/// A transport whose answers a test writes, and that keeps what it was asked to send. Thread-safe; the
/// script runs outside the lock, so that several requests can be under way.
class FakeTransport final : public net::Transport {
  public:
    using Answer = std::variant<net::ClientResponse, net::NoResponse>;
    /// `number` counts requests from 1.
    using Script = std::function<Answer(const net::ClientRequest& request, std::size_t number)>;

    explicit FakeTransport(Script script) : script_(std::move(script)) {}

    Answer send(const net::ClientRequest& request, std::stop_token) override {
        std::size_t number = 0;
        {
            const std::scoped_lock lock{mutex_};
            sent_.push_back(request);
            number = sent_.size();
        }
        return script_(request, number);
    }

    std::vector<net::ClientRequest> sent() const {
        const std::scoped_lock lock{mutex_};
        return sent_;
    }

  private:
    Script script_;
    mutable std::mutex mutex_;
    std::vector<net::ClientRequest> sent_;
};

}  // namespace certwright::test
