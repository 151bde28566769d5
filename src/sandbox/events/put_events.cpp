#include "sandbox/events/put_events.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/events/lookup.hpp"
#include "sandbox/events/publish.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::events {
namespace {

std::string required_text(const json::object& entry, const char* member) {
    if (auto text = json::text(entry, member); text && !text->empty()) return *std::move(text);
    throw ServiceError{
        "InvalidArgument",
        fmt::format("Parameter {} is not valid. Reason: {} is a required argument.", member, member)};
}

json::value detail_in(const json::object& entry) {
    const auto text = required_text(entry, "Detail");
    try {
        auto detail = json::parse(text, "the detail");
        if (detail.is_object()) return detail;
    } catch (const Error&) {
        // Refused below, like anything else that is no object.
    }
    throw ServiceError{"MalformedDetail", "Detail is malformed."};
}

std::string put_one(const Call& call, const json::object& entry) {
    require_bus(call, entry);
    Occurrence what;
    what.source = required_text(entry, "Source");
    what.detail_type = required_text(entry, "DetailType");
    what.resources = json::texts(entry, "Resources");
    what.at = json::epoch_seconds(entry, "Time").value_or(call.now);
    auto detail = detail_in(entry);
    if (what.source.starts_with("aws."))
        throw ServiceError{"NotAuthorizedForSourceException", "Not authorized for the source."};
    return publish(call.world, call.account, call.region, what, detail);
}

}  // namespace

json::object put_events(const Call& call, const json::object& input) {
    json::array rows;
    std::int64_t failed = 0;
    for (const auto& entry : input.at("Entries").as_array()) {
        try {
            rows.push_back(json::object{{"EventId", put_one(call, entry.as_object())}});
        } catch (const ServiceError& refused) {
            ++failed;
            rows.push_back(json::object{{"ErrorCode", refused.code()}, {"ErrorMessage", refused.message()}});
        }
    }
    return {{"FailedEntryCount", failed}, {"Entries", std::move(rows)}};
}

}  // namespace certwright::sandbox::events
