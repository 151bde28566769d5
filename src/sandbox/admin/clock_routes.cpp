#include "sandbox/admin/clock_routes.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/admin/answers.hpp"
#include "sandbox/admin/duration.hpp"

namespace certwright::sandbox {
namespace {

constexpr double fastest = 1e6;

void move_clock(World& world, const std::string& verb, const json::object& body) {
    if (verb == "advance") {
        world.agenda.push(world.clock.now() + parse_duration(required_text(body, "by")));
    } else if (verb == "set") {
        const Time time = parse_rfc3339(required_text(body, "time"));
        if (time < world.clock.now())
            throw Error{Fault::conflict, "the clock goes forward only", "POST /reset begins anew"};
        world.agenda.push(time);
    } else if (verb == "rate") {
        const auto* rate = json::find(body, "rate");
        const double given = rate != nullptr && rate->is_number() ? rate->to_number<double>() : 0;
        if (!(given > 0 && given <= fastest))
            throw Error{Fault::invalid, "\"rate\" is a number above 0 and not above a million"};
        world.clock.set_rate(given);
    } else {
        throw Error{Fault::not_found, "the clock can be advanced, set, or given a rate"};
    }
}

}  // namespace

net::ServerResponse answer_clock(World& world, const net::ServerRequest& request) {
    if (request.method == "POST")
        move_clock(world, request.segments.size() > 1 ? request.segments[1] : "", body_of(request));
    return admin_json(200, json::object{{"now", format_rfc3339(world.clock.now())},
                                        {"rate", world.clock.rate()},
                                        {"machine", format_rfc3339(world.machine.now())}});
}

}  // namespace certwright::sandbox
