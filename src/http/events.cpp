#include "http/events.hpp"

#include "base/error.hpp"

#include <mutex>
#include <vector>

namespace certwright::http {

struct EventHub::State {
    struct Subscriber {
        std::shared_ptr<net::EventStream> stream;
        std::set<std::string, std::less<>> topics;
    };
    mutable std::mutex mutex;
    std::vector<Subscriber> subscribers;

    void remove(const net::EventStream* stream) {
        std::shared_ptr<net::EventStream> last;  // lives past the lock, in case this was its last owner
        const std::scoped_lock lock{mutex};
        std::erase_if(subscribers, [&](const Subscriber& subscriber) {
            if (subscriber.stream.get() != stream) return false;
            last = subscriber.stream;
            return true;
        });
    }
};

EventHub::EventHub() : state_(std::make_shared<State>()) {}

EventHub::~EventHub() {
    std::vector<State::Subscriber> all;
    {
        const std::scoped_lock lock{state_->mutex};
        all.swap(state_->subscribers);
    }
    for (const State::Subscriber& subscriber : all) subscriber.stream->close();
}

std::shared_ptr<net::EventStream> EventHub::subscribe(std::set<std::string, std::less<>> topics) {
    auto stream = net::EventStream::make();
    {
        const std::scoped_lock lock{state_->mutex};
        if (state_->subscribers.size() >= most_streams)
            throw Error{Fault::unavailable, "too many event streams are open", "close some browser windows"};
        state_->subscribers.push_back({stream, std::move(topics)});
    }
    stream->on_close([hub = std::weak_ptr<State>{state_}, which = stream.get()] {
        if (const auto state = hub.lock()) state->remove(which);
    });
    return stream;
}

void EventHub::publish(std::string_view topic, std::string_view data) {
    std::vector<std::shared_ptr<net::EventStream>> wanted;
    {
        const std::scoped_lock lock{state_->mutex};
        for (const State::Subscriber& subscriber : state_->subscribers)
            if (subscriber.topics.empty() || subscriber.topics.contains(topic))
                wanted.push_back(subscriber.stream);
    }
    // Outside the lock: a stream that closes calls remove().
    for (const auto& stream : wanted)
        if (!stream->push(topic, data)) stream->close();
}

std::size_t EventHub::streams() const {
    const std::scoped_lock lock{state_->mutex};
    return state_->subscribers.size();
}

}  // namespace certwright::http
