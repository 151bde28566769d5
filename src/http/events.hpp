#pragma once

#include "net/http_message.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace certwright::http {

/// Passes news on to every browser that listens. News only says what changed; who missed some reads
/// the resource again, so nothing is kept and Last-Event-ID has no meaning. Thread-safe.
class EventHub {
  public:
    static constexpr std::size_t most_streams = 500;

    EventHub();
    ~EventHub();

    /// A stream of the events named in `topics`, of all when empty. Throws Fault::unavailable when
    /// there are most_streams already.
    std::shared_ptr<net::EventStream> subscribe(std::set<std::string, std::less<>> topics = {});
    /// `topic` becomes the event's name, `data` is one JSON document. Who reads too slowly is cut off.
    void publish(std::string_view topic, std::string_view data);
    std::size_t streams() const;

  private:
    struct State;
    std::shared_ptr<State> state_;  ///< shared with the streams, which may outlive the hub
};

}  // namespace certwright::http
