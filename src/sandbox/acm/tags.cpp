#include "sandbox/acm/tags.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/tagging/unwanted_tags.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace certwright::sandbox::acm {
namespace {

constexpr std::size_t most_tags = 50;

bool is_reserved(std::string_view key) {
    if (key.size() < 4) return false;
    return ascii::lower(key.substr(0, 4)) == "aws:";
}

void refuse_reserved(const std::string& key, const std::string& code = "InvalidTagException") {
    if (!is_reserved(key)) return;
    throw ServiceError{code,
                       fmt::format("aws: prefixed tag key names are not allowed for external use: {}", key)};
}

json::object tags_of(const Certificate& certificate) {
    json::array tags;
    for (const auto& [key, value] : certificate.tags)
        tags.push_back(json::object{{"Key", key}, {"Value", value}});
    return {{"Tags", std::move(tags)}};
}

/// The newer operations call the same ARN by another name.
json::object by_certificate_arn(const json::object& input) {
    json::object renamed = input;
    renamed["CertificateArn"] = input.at("ResourceArn");
    return renamed;
}

}  // namespace

std::map<std::string, std::string> merged_tags(std::map<std::string, std::string> existing,
                                               const json::object& input) {
    const auto* tags = json::find(input, "Tags");
    if (tags == nullptr) return existing;
    std::set<std::string> seen;
    for (const auto& tag : tags->as_array()) {
        const auto key = json::text(tag.as_object(), "Key").value_or("");
        refuse_reserved(key);
        if (!seen.insert(key).second) {
            throw ServiceError{"InvalidTagException", fmt::format("Tag keys must be unique: {}", key)};
        }
        existing[key] = json::text(tag.as_object(), "Value").value_or("");
    }
    if (existing.size() > most_tags) {
        throw ServiceError{
            "TooManyTagsException",
            fmt::format("the TagSet: '{}' tags exceeds the limit of {}.", existing.size(), most_tags)};
    }
    return existing;
}

json::object add_tags_to_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    certificate.tags = merged_tags(certificate.tags, input);
    return {};
}

json::object remove_tags_from_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    const auto& unwanted = input.at("Tags").as_array();
    for (const auto& tag : unwanted) refuse_reserved(json::text(tag.as_object(), "Key").value_or(""));
    if (remove_unwanted_tags(certificate.tags, unwanted)) certificate.was_tagged = true;
    return {};
}

json::object list_tags_for_certificate(const Call& call, const json::object& input) {
    return tags_of(require_certificate(call, input));
}

json::object tag_resource(const Call& call, const json::object& input) {
    try {
        return add_tags_to_certificate(call, by_certificate_arn(input));
    } catch (const ServiceError& refused) {
        // It has another word for the same refusals.
        if (refused.code() == "TooManyTagsException")
            throw ServiceError{"ServiceQuotaExceededException", refused.message()};
        throw ServiceError{refused.code() == "InvalidTagException" ? "ValidationException" : refused.code(),
                           refused.message()};
    }
}

json::object untag_resource(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, by_certificate_arn(input));
    const auto unwanted = json::texts(input, "TagKeys");
    for (const auto& key : unwanted) refuse_reserved(key, "ValidationException");
    for (const auto& key : unwanted) {
        if (certificate.tags.erase(key) > 0) certificate.was_tagged = true;
    }
    return {};
}

json::object list_tags_for_resource(const Call& call, const json::object& input) {
    return tags_of(require_certificate(call, by_certificate_arn(input)));
}

}  // namespace certwright::sandbox::acm
