#include "sandbox/cloudfront/distributions.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/cloudfront/config.hpp"
#include "sandbox/cloudfront/lookup.hpp"
#include "sandbox/cloudfront/viewer_certificate.hpp"
#include "sandbox/use/certificate_use.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace certwright::sandbox::cloudfront {
namespace {

constexpr auto id_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::size_t id_length = 13, largest_page = 100;

std::string new_id() {
    return "E" + random_text(id_length, id_letters);
}

CertificateArns presented(const Distribution& distribution) {
    if (distribution.certificate.empty()) return {};
    return {distribution.certificate};
}

/// An alias belongs to one distribution of all accounts.
void check_aliases_are_free(const World& world, const Distribution& wanted) {
    for (const auto& [account_id, account] : world.accounts) {
        for (const auto& [id, other] : account.cloudfront.distributions) {
            if (id == wanted.id) continue;
            for (const auto& alias : wanted.aliases) {
                if (std::find(other.aliases.begin(), other.aliases.end(), alias) == other.aliases.end())
                    continue;
                throw ServiceError{"CNAMEAlreadyExists",
                                   "One or more of the CNAMEs you provided are already associated with a "
                                   "different resource."};
            }
        }
    }
}

/// What follows from a configuration; identity and time are the caller's to add.
Distribution configured(const Call& call, const json::object& asked) {
    check_config(asked);
    Distribution made;
    made.caller_reference = asked.at("CallerReference").as_string();
    made.enabled = asked.at("Enabled").as_bool();
    made.aliases = aliases_in(asked);
    auto presented = presented_by(call, asked, made.aliases);
    made.certificate = std::move(presented.certificate);
    auto config = filled_config(asked);
    config["ViewerCertificate"] = json::parse(presented.shown, "a viewer certificate");
    made.config = boost::json::serialize(config);
    return made;
}

const Distribution* with_reference(const Call& call, const Distribution& wanted) {
    for (const auto& [id, other] : call.account.cloudfront.distributions) {
        if (other.caller_reference != wanted.caller_reference) continue;
        // In whatever order the members came.
        if (json::parse(other.config, "a distribution") == json::parse(wanted.config, "a distribution"))
            return &other;
        throw ServiceError{"DistributionAlreadyExists",
                           fmt::format("The caller reference that you are using to create a distribution is "
                                       "associated with another distribution. Already exists: {}",
                                       id)};
    }
    return nullptr;
}

json::object created_answer(const Call& call, const Distribution& distribution) {
    return {{"Distribution", shown_distribution(distribution, "InProgress")},
            {"Location", fmt::format("{}/2020-05-31/distribution/{}", call.origin, distribution.id)},
            {"ETag", distribution.etag}};
}

json::object create(const Call& call, const json::object& config, std::map<std::string, std::string> tags) {
    Distribution made = configured(call, config);
    if (const auto* existing = with_reference(call, made)) return created_answer(call, *existing);
    check_aliases_are_free(call.world, made);
    made.id = new_id();
    made.etag = new_id();
    made.arn = call.account.arn("cloudfront", "", "distribution/" + made.id);
    made.domain_name = fmt::format("d{}.cloudfront.net", ascii::lower(random_text(id_length, id_letters)));
    made.modified_at = call.now;
    made.tags = std::move(tags);
    const std::string id = made.id;
    const auto& kept = call.account.cloudfront.distributions.emplace(id, std::move(made)).first->second;
    change_use(call.world, call.account, kept.arn, {}, presented(kept), call.now);
    return created_answer(call, kept);
}

}  // namespace

json::object create_distribution(const Call& call, const json::object& input) {
    return create(call, input.at("DistributionConfig").as_object(), {});
}

json::object create_distribution_with_tags(const Call& call, const json::object& input) {
    const auto& wanted = input.at("DistributionConfigWithTags").as_object();
    std::map<std::string, std::string> tags;
    if (const auto* items = json::find(wanted.at("Tags").as_object(), "Items")) {
        for (const auto& tag : items->as_array())
            tags[json::text(tag.as_object(), "Key").value_or("")] =
                json::text(tag.as_object(), "Value").value_or("");
    }
    return create(call, wanted.at("DistributionConfig").as_object(), std::move(tags));
}

json::object get_distribution(const Call& call, const json::object& input) {
    const auto& distribution = require_distribution(call, input);
    return {{"Distribution", shown_distribution(distribution, "Deployed")}, {"ETag", distribution.etag}};
}

json::object get_distribution_config(const Call& call, const json::object& input) {
    const auto& distribution = require_distribution(call, input);
    return {{"DistributionConfig", json::parse(distribution.config, "a distribution")},
            {"ETag", distribution.etag}};
}

json::object update_distribution(const Call& call, const json::object& input) {
    auto& distribution = require_distribution(call, input);
    check_version(distribution, input);
    Distribution changed = configured(call, input.at("DistributionConfig").as_object());
    if (changed.caller_reference != distribution.caller_reference)
        throw ServiceError{"IllegalUpdate", "The caller reference cannot be changed."};
    changed.id = distribution.id;
    check_aliases_are_free(call.world, changed);
    const auto before = presented(distribution);
    distribution.config = std::move(changed.config);
    distribution.aliases = std::move(changed.aliases);
    distribution.certificate = std::move(changed.certificate);
    distribution.enabled = changed.enabled;
    distribution.etag = new_id();
    distribution.modified_at = call.now;
    change_use(call.world, call.account, distribution.arn, before, presented(distribution), call.now);
    return {{"Distribution", shown_distribution(distribution, "InProgress")}, {"ETag", distribution.etag}};
}

json::object delete_distribution(const Call& call, const json::object& input) {
    const auto& distribution = require_distribution(call, input);
    check_version(distribution, input);
    if (distribution.enabled) {
        throw ServiceError{"DistributionNotDisabled",
                           "The distribution you are trying to delete has not been disabled."};
    }
    change_use(call.world, call.account, distribution.arn, presented(distribution), {}, call.now);
    const std::string id = distribution.id;
    call.account.cloudfront.distributions.erase(id);
    return {};
}

json::object list_distributions(const Call& call, const json::object& input) {
    const auto marker = json::text(input, "Marker").value_or("");
    const auto text = json::text(input, "MaxItems").value_or("");
    std::size_t limit = largest_page;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    if (limit < 1 || limit > largest_page)
        throw ServiceError{"InvalidArgument", "The parameter MaxItems must be between 1 and 100."};
    const auto& distributions = call.account.cloudfront.distributions;
    Pager pager{marker, limit, "distributions", call.now,
                ServiceError{"InvalidArgument", "The parameter Marker is not valid."}};
    json::array rows;
    for (auto row = distributions.upper_bound(pager.after()); row != distributions.end(); ++row) {
        if (!pager.take(row->first)) break;
        rows.push_back(summary_of(row->second));
    }
    const auto next = pager.next_token();
    json::object list{
        {"Marker", marker}, {"MaxItems", limit}, {"IsTruncated", !next.empty()}, {"Quantity", rows.size()}};
    if (!next.empty()) list["NextMarker"] = next;
    if (!rows.empty()) list["Items"] = std::move(rows);
    return {{"DistributionList", std::move(list)}};
}

json::object list_tags_for_resource(const Call& call, const json::object& input) {
    const auto arn = json::text(input, "Resource").value_or("");
    for (const auto& [id, distribution] : call.account.cloudfront.distributions) {
        if (distribution.arn != arn) continue;
        json::array items;
        for (const auto& [key, value] : distribution.tags)
            items.push_back(json::object{{"Key", key}, {"Value", value}});
        return {{"Tags", json::object{{"Items", std::move(items)}}}};
    }
    throw ServiceError{"NoSuchResource", "The specified resource does not exist."};
}

}  // namespace certwright::sandbox::cloudfront
