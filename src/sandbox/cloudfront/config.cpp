#include "sandbox/cloudfront/config.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <algorithm>
#include <utility>

namespace certwright::sandbox::cloudfront {
namespace {

void check_quantities(const json::value& value) {
    if (value.is_array()) {
        for (const auto& each : value.get_array()) check_quantities(each);
    }
    if (!value.is_object()) return;
    const auto& object = value.get_object();
    if (const auto quantity = json::integer(object, "Quantity")) {
        const auto* items = json::find(object, "Items");
        const auto size = items == nullptr ? 0 : static_cast<std::int64_t>(items->as_array().size());
        if (size != *quantity) {
            throw ServiceError{"InconsistentQuantities",
                               "The value of Quantity and the size of Items don't match."};
        }
    }
    for (const auto& [name, member] : object) check_quantities(member);
}

void fill(json::object& config, const char* member, const json::value& value) {
    if (!config.contains(member)) config[member] = value;
}

}  // namespace

void check_config(const json::object& config) {
    check_quantities(config);
    const auto target = json::text(config.at("DefaultCacheBehavior").as_object(), "TargetOriginId");
    const auto& origins = config.at("Origins").as_object().at("Items").as_array();
    const bool known = std::any_of(origins.begin(), origins.end(), [&](const json::value& origin) {
        return json::text(origin.as_object(), "Id") == target;
    });
    if (!known)
        throw ServiceError{"NoSuchOrigin", "One or more of your origins or origin groups do not exist."};
}

json::object filled_config(json::object config) {
    const json::object none{{"Quantity", 0}};
    for (const auto* list : {"Aliases", "OriginGroups", "CacheBehaviors", "CustomErrorResponses"})
        fill(config, list, none);
    fill(config, "DefaultRootObject", "");
    fill(config, "Logging",
         json::object{{"Enabled", false}, {"IncludeCookies", false}, {"Bucket", ""}, {"Prefix", ""}});
    fill(config, "PriceClass", "PriceClass_All");
    fill(config, "Restrictions",
         json::object{{"GeoRestriction", json::object{{"RestrictionType", "none"}, {"Quantity", 0}}}});
    fill(config, "WebACLId", "");
    fill(config, "HttpVersion", "http2");
    fill(config, "IsIPV6Enabled", false);
    fill(config, "Staging", false);
    return config;
}

std::vector<std::string> aliases_in(const json::object& config) {
    const auto* aliases = json::find(config, "Aliases");
    if (aliases == nullptr) return {};
    auto names = json::texts(aliases->as_object(), "Items");
    for (auto& name : names) name = ascii::lower(name);
    return names;
}

}  // namespace certwright::sandbox::cloudfront
