#include "net/event_queue.hpp"

#include <algorithm>

namespace certwright::net {
namespace {

/// WHATWG HTML section 9.2: one "data:" line for each line of the text, however lines end.
void write_data(std::string& out, std::string_view data) {
    while (true) {
        const auto end = std::min(data.find_first_of("\r\n"), data.size());
        out.append("data: ").append(data.substr(0, end)).append("\n");
        if (end == data.size()) return;
        data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

/// Names and ids are one line each; a line break in one would start a field of its own.
void write_field(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out.append(name).append(": ");
    for (const char c : value) {
        if (c != '\r' && c != '\n' && c != '\0') out += c;
    }
    out += '\n';
}

}  // namespace

std::shared_ptr<EventStream> EventStream::make(std::size_t capacity) {
    return std::make_shared<EventQueue>(capacity);
}

bool EventQueue::push(std::string_view event, std::string_view data, std::string_view id) {
    std::string text;
    write_field(text, "id", id);
    write_field(text, "event", event);
    write_data(text, data);
    text += '\n';

    std::unique_lock lock{mutex_};
    if (!open_) return false;
    if (events_.size() >= capacity_) {
        overflowed_ = true;
        close(std::move(lock));
        return false;
    }
    events_.push_back(std::move(text));
    // Woken once for a batch: take() empties the queue.
    if (wake_ && events_.size() == 1) wake_();
    return true;
}

void EventQueue::close() {
    close(std::unique_lock{mutex_});
}

void EventQueue::close(std::unique_lock<std::mutex> lock) {
    if (!open_) return;
    open_ = false;
    if (wake_) wake_();
    const auto action = std::exchange(on_close_, nullptr);
    lock.unlock();
    if (action) action();
}

bool EventQueue::is_open() const {
    const std::scoped_lock lock{mutex_};
    return open_;
}

void EventQueue::on_close(std::function<void()> action) {
    {
        const std::scoped_lock lock{mutex_};
        if (open_) {
            on_close_ = std::move(action);
            return;
        }
    }
    action();
}

void EventQueue::attach(std::function<void()> wake) {
    const std::scoped_lock lock{mutex_};
    wake_ = std::move(wake);
    if (!events_.empty() || !open_) wake_();
}

void EventQueue::detach() {
    const std::scoped_lock lock{mutex_};
    wake_ = nullptr;
}

EventQueue::Batch EventQueue::take() {
    const std::scoped_lock lock{mutex_};
    Batch batch{.text = {}, .ended = !open_};
    for (const auto& event : events_) batch.text += event;
    events_.clear();
    return batch;
}

bool EventQueue::overflowed() const {
    const std::scoped_lock lock{mutex_};
    return overflowed_;
}

}  // namespace certwright::net
