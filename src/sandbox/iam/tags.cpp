#include "sandbox/iam/tags.hpp"

#include "base/json.hpp"
#include "sandbox/iam/listing.hpp"
#include "sandbox/iam/lookup.hpp"
#include "sandbox/iam/store.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace certwright::sandbox::iam {
namespace {

constexpr std::size_t most_tags = 50;

json::object tag_of(const std::string& key, const std::string& value) {
    return {{"Key", key}, {"Value", value}};
}

}  // namespace

Tags merged_tags(Tags existing, const json::object& input) {
    const auto* tags = json::find(input, "Tags");
    if (tags == nullptr) return existing;
    std::set<std::string> seen;
    for (const auto& tag : tags->as_array()) {
        const auto key = json::text(tag.as_object(), "Key").value_or("");
        if (Store::key_of(key).starts_with("aws:")) {
            throw ServiceError{"InvalidInput",
                               "aws: prefixed tag key names are not allowed for external use."};
        }
        if (!seen.insert(key).second) {
            throw ServiceError{"InvalidInput",
                               "Duplicate tag keys found. Please note that Tag keys are case insensitive."};
        }
        existing[key] = json::text(tag.as_object(), "Value").value_or("");
    }
    if (existing.size() > most_tags) {
        throw ServiceError{"LimitExceeded",
                           fmt::format("Cannot exceed quota for TagsPerServerCertificate: {}", most_tags)};
    }
    return existing;
}

json::array tags_of(const ServerCertificate& certificate) {
    json::array rows;
    for (const auto& [key, value] : certificate.tags) rows.push_back(tag_of(key, value));
    return rows;
}

json::object tag_server_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_server_certificate(call, input);
    certificate.tags = merged_tags(certificate.tags, input);
    return {};
}

json::object untag_server_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_server_certificate(call, input);
    for (const auto& key : json::texts(input, "TagKeys")) {
        if (certificate.tags.erase(key) > 0) certificate.was_tagged = true;
    }
    return {};
}

json::object list_server_certificate_tags(const Call& call, const json::object& input) {
    const auto& certificate = require_server_certificate(call, input);
    Pager pager = pager_of(input, call.now);
    json::array rows;
    std::size_t number = 0;
    for (const auto& [key, value] : certificate.tags) {
        // A marker may have 320 characters, and a key of 128 may have more bytes than that.
        const auto place = fmt::format("{:02}", ++number);
        if (place <= pager.after()) continue;
        if (!pager.take(place)) break;
        rows.push_back(tag_of(key, value));
    }
    json::object answer{{"Tags", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

}  // namespace certwright::sandbox::iam
