#include "sandbox/route53/lookup.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/wire/epoch.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/published_zones.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace certwright::sandbox::route53 {

HostedZone& require_zone(const Call& call, const std::string& id) {
    const std::string bare = id.substr(id.rfind('/') == id.npos ? 0 : id.rfind('/') + 1);
    const auto found = call.account.route53.zones.find(bare);
    if (found == call.account.route53.zones.end()) {
        throw ServiceError{"NoSuchHostedZone", fmt::format("No hosted zone found with ID: {}", bare), 404};
    }
    return found->second;
}

dns::Name read_name(const std::string& text, const std::string& code) {
    try {
        // Answers write a star as \052, in octal, and clients send it back.
        std::string name = text;
        if (name.starts_with("\\052")) name.replace(0, 4, "*");
        return dns::Name::parse(name);
    } catch (const Error& problem) {
        throw ServiceError{code, problem.message(), 400};
    }
}

std::string shown_name(const dns::Name& name) {
    std::string text = name.text() + ".";
    if (text.starts_with("*")) text.replace(0, 1, "\\052");
    return text;
}

std::size_t max_items(const json::object& input, std::size_t most) {
    const auto text = json::text(input, "MaxItems");
    if (!text) return most;
    std::size_t count = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), count);
    if (problem != std::errc{} || end != text->data() + text->size() || count == 0) {
        throw ServiceError{"InvalidInput",
                           fmt::format("Value '{}' at 'maxItems' is not a positive number", *text), 400};
    }
    return std::min(count, most);
}

json::object publish(const Call& call, const std::string& comment) {
    const std::string id = "C" + random_text(20, id_alphabet);
    call.account.route53.changes[id] = {.submitted_at = call.now, .comment = comment};
    publish_zones(call.world);
    acm::look_for_proofs(call.world);
    json::object info{{"Id", "/change/" + id}, {"Status", "PENDING"}, {"SubmittedAt", seconds(call.now)}};
    if (!comment.empty()) info["Comment"] = comment;
    return info;
}

}  // namespace certwright::sandbox::route53
