#include "http/run_feed.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "http/routes/discovery_document.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace certwright::http {

struct RunFeed::State {
    struct Follower {
        std::shared_ptr<net::EventStream> stream;
        inventory::RunId run;
        std::map<std::string, std::string> sent;  ///< by scope, what was sent last; "" for the run
    };

    store::Database& database;
    inventory::DiscoveryRuns& runs;
    jobs::Queue& queue;
    EventHub& hub;
    Clock& clock;
    std::mutex mutex;
    std::vector<Follower> followers;
    std::map<std::string, std::string> known_states;  ///< of recent runs, for the hub
    std::string jobs_pulse;                           ///< what the queue looked like at the last look
    std::jthread thread;

    void send(Follower& follower, const inventory::DiscoveryRun& run) {
        const auto push = [&](const std::string& key, std::string_view event, const json::object& document) {
            std::string text = boost::json::serialize(document);
            if (follower.sent[key] == text) return;
            follower.stream->push(event, text);
            follower.sent[key] = std::move(text);
        };
        for (const inventory::RunScope& scope : run.scopes)
            push(scope.account.text() + '/' + scope.region + '/' + scope.service, "scope",
                 write_scope(scope));
        push("", "run", write_run(run, Scopes::left_out, clock.now()));
        if (run.state == inventory::RunState::running) return;
        follower.stream->push("end", "{}");
        follower.stream->close();
    }

    void tell_followers() {
        std::vector<Follower> current;
        {
            const std::scoped_lock lock{mutex};
            current.swap(followers);
        }
        std::erase_if(current, [](const Follower& follower) { return !follower.stream->is_open(); });
        for (Follower& follower : current) tell(follower);
        const std::scoped_lock lock{mutex};
        std::ranges::move(current, std::back_inserter(followers));
    }

    void tell(Follower& follower) {
        try {
            send(follower, database.read([&](store::Connection& connection) {
                return runs.get(connection, follower.run);
            }));
        } catch (const Error& error) {
            log::warn("a follower of a discovery run missed a look",
                      {{"run", follower.run.text()}, {"error", error.message()}});
            if (error.fault() == Fault::not_found) follower.stream->close();
        }
    }

    void tell_everybody() {
        if (hub.streams() == 0) return;
        tell_of_jobs();
        for (const auto& run :
             database.read([&](store::Connection& connection) { return runs.list(connection, "", 5); })) {
            std::string document = boost::json::serialize(
                json::object{{"id", run.id.text()}, {"state", inventory::to_string(run.state)}});
            std::string& known = known_states[run.id.text()];
            // While a run is under way each look is news: certificates and counts change.
            if (known == document && run.state != inventory::RunState::running) continue;
            hub.publish("discovery_run", document);
            known = std::move(document);
        }
        while (known_states.size() > 50) known_states.erase(known_states.begin());
    }

    void tell_of_jobs() {
        std::string pulse =
            database.read([&](store::Connection& connection) { return queue.pulse(connection); });
        if (pulse == jobs_pulse) return;
        jobs_pulse = std::move(pulse);
        hub.publish("job", "{}");
    }

    void loop(const std::stop_token& stop) {
        for (int tick = 0; !stop.stop_requested(); ++tick) {
            try {
                tell_followers();
                if (tick % 4 == 0) tell_everybody();
            } catch (const std::exception& error) {
                log::warn("the feed of discovery runs missed a look", {{"error", error.what()}});
            }
            clock.wait_for(500ms, stop);
        }
    }
};

RunFeed::RunFeed(store::Database& database, inventory::DiscoveryRuns& runs, jobs::Queue& queue, EventHub& hub,
                 Clock& clock)
    : state_(new State{database, runs, queue, hub, clock, {}, {}, {}, {}, {}}) {
    state_->thread = std::jthread{[state = state_.get()](const std::stop_token& stop) { state->loop(stop); }};
}

RunFeed::~RunFeed() {
    state_->thread.request_stop();
    state_->thread.join();
    for (const State::Follower& follower : state_->followers) follower.stream->close();
}

std::shared_ptr<net::EventStream> RunFeed::follow(const inventory::RunId& id) {
    auto stream = net::EventStream::make(2048);
    const std::scoped_lock lock{state_->mutex};
    if (state_->followers.size() >= EventHub::most_streams)
        throw Error{Fault::unavailable, "too many event streams are open", "close some browser windows"};
    state_->followers.push_back({stream, id, {}});
    return stream;
}

}  // namespace certwright::http
