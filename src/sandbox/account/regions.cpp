#include "sandbox/account/regions.hpp"

#include "base/json.hpp"
#include "sandbox/account/subject.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"
#include "sandbox/world/partitions.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace certwright::sandbox::account {
namespace {

/// The most that MaxResults may ask for.
constexpr std::int64_t default_page = 50;

const char* status_of(const Account& account, const Region& region) {
    if (!region.opt_in) return "ENABLED_BY_DEFAULT";
    return account.disabled_regions.contains(region.name) ? "DISABLED" : "ENABLED";
}

json::object shown(const Account& account, const Region& region) {
    return {{"RegionName", region.name}, {"RegionOptStatus", status_of(account, region)}};
}

bool has(const std::vector<std::string>& wanted, std::string_view status) {
    return std::find(wanted.begin(), wanted.end(), status) != wanted.end();
}

/// Everything of the request but the page.
std::string question_of(json::object input) {
    input.stable_erase("NextToken");
    input.stable_erase("MaxResults");
    return boost::json::serialize(input);
}

}  // namespace

json::object list_regions(const Call& call, const json::object& input) {
    const Account& account = subject_of(call, input);
    const auto wanted = json::texts(input, "RegionOptStatusContains");
    const auto limit = json::integer(input, "MaxResults").value_or(default_page);
    Pager pager{json::text(input, "NextToken").value_or(""), static_cast<std::size_t>(limit),
                question_of(input), call.now, invalid("NextToken", "The provided NextToken is invalid.")};
    json::array rows;
    for (const auto& region : find_partition(account.partition)->regions) {
        if (region.name <= pager.after()) continue;
        if (!wanted.empty() && !has(wanted, status_of(account, region))) continue;
        if (!pager.take(region.name)) break;
        rows.push_back(shown(account, region));
    }
    json::object answer{{"Regions", std::move(rows)}};
    if (const auto next = pager.next_token(); !next.empty()) answer["NextToken"] = next;
    return answer;
}

json::object get_region_opt_status(const Call& call, const json::object& input) {
    const Account& account = subject_of(call, input);
    const auto name = json::text(input, "RegionName").value_or("");
    for (const auto& region : find_partition(account.partition)->regions) {
        if (region.name == name) return shown(account, region);
    }
    throw invalid("RegionName", fmt::format("The region {} does not exist.", name));
}

}  // namespace certwright::sandbox::account
