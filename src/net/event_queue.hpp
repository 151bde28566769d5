#pragma once

#include "net/http_message.hpp"

#include <deque>
#include <mutex>

namespace certwright::net {

/// The one EventStream there is, seen from the edge that writes it out.
class EventQueue final : public EventStream {
  public:
    explicit EventQueue(std::size_t capacity) : capacity_(capacity) {}

    bool push(std::string_view event, std::string_view data, std::string_view id) override;
    void close() override;
    bool is_open() const override;
    void on_close(std::function<void()> action) override;

    /// `wake` is called, perhaps at once and from any thread, whenever take() has something new to
    /// tell. It must not block. After detach() it is not called any more.
    void attach(std::function<void()> wake);
    void detach();

    struct Batch {
        std::string text;  ///< events ready for the wire
        bool ended;        ///< closed; nothing follows `text`
    };
    /// Everything queued so far.
    Batch take();
    /// The client was too slow: what it missed is gone.
    bool overflowed() const;

  private:
    void close(std::unique_lock<std::mutex> lock);

    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::deque<std::string> events_;
    bool open_ = true;
    bool overflowed_ = false;
    std::function<void()> wake_;
    std::function<void()> on_close_;
};

}  // namespace certwright::net
