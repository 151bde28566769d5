#include "sandbox/ec2/describe_regions.hpp"

#include "base/json.hpp"
#include "sandbox/auth/policy.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/partitions.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox::ec2 {
namespace {

/// One of the request's filters: any of its values, which may have wildcards, must match.
struct Filter {
    std::string name;
    std::vector<std::string> values;
};

const char* status_of(const Account& account, const Region& region) {
    if (!region.opt_in) return "opt-in-not-required";
    return account.disabled_regions.contains(region.name) ? "not-opted-in" : "opted-in";
}

json::object shown(const Account& account, const Region& region) {
    const auto& suffix = find_partition(account.partition)->dns_suffix;
    return {{"RegionName", region.name},
            {"Endpoint", fmt::format("ec2.{}.{}", region.name, suffix)},
            {"OptInStatus", status_of(account, region)}};
}

std::vector<Filter> filters_of(const json::object& input) {
    std::vector<Filter> filters;
    const auto* given = json::find(input, "Filters");
    if (given == nullptr) return filters;
    for (const auto& filter : given->as_array()) {
        const auto name = json::text(filter.as_object(), "Name").value_or("");
        if (name != "endpoint" && name != "opt-in-status" && name != "region-name") {
            throw ServiceError{"InvalidParameterValue", fmt::format("The filter '{}' is invalid", name), 400};
        }
        filters.push_back({name, json::texts(filter.as_object(), "Values")});
    }
    return filters;
}

bool passes(const json::object& region, const Filter& filter) {
    const auto* member = filter.name == "endpoint"        ? "Endpoint"
                         : filter.name == "opt-in-status" ? "OptInStatus"
                                                          : "RegionName";
    const std::string value = json::text(region, member).value_or("");
    return std::any_of(filter.values.begin(), filter.values.end(),
                       [&](const auto& wanted) { return wildcard_match(wanted, value); });
}

void check_names(const std::vector<std::string>& names, const std::vector<Region>& regions) {
    std::vector<std::string> unknown;
    for (const auto& name : names) {
        const bool exists = std::any_of(regions.begin(), regions.end(),
                                        [&](const auto& region) { return region.name == name; });
        if (!exists) unknown.push_back(name);
    }
    if (unknown.empty()) return;
    throw ServiceError{"InvalidParameterValue", fmt::format("Invalid region: [{}]", fmt::join(unknown, ", ")),
                       400};
}

}  // namespace

json::object describe_regions(const Call& call, const json::object& input) {
    if (json::boolean(input, "DryRun").value_or(false)) {
        throw ServiceError{"DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412};
    }
    const auto& regions = find_partition(call.account.partition)->regions;
    const auto names = json::texts(input, "RegionNames");
    check_names(names, regions);
    const auto filters = filters_of(input);
    const bool all = json::boolean(input, "AllRegions").value_or(false) || !names.empty();
    json::array rows;
    for (const auto& region : regions) {
        if (!all && call.account.disabled_regions.contains(region.name)) continue;
        if (!names.empty() && std::find(names.begin(), names.end(), region.name) == names.end()) continue;
        auto row = shown(call.account, region);
        const bool wanted = std::all_of(filters.begin(), filters.end(),
                                        [&](const auto& filter) { return passes(row, filter); });
        if (wanted) rows.push_back(std::move(row));
    }
    return {{"Regions", std::move(rows)}};
}

}  // namespace certwright::sandbox::ec2
