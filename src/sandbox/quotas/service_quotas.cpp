#include "sandbox/quotas/service_quotas.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace certwright::sandbox::quotas {
namespace {

/// The most that MaxResults may ask for.
constexpr std::int64_t default_page = 100;

/// A quota of ACM, under AWS's code and name ("AWS Certificate Manager endpoints and quotas" in the AWS
/// General Reference).
struct Quota {
    std::string_view code, name;
    std::size_t Settings::*knob;
};

/// By code.
constexpr std::array acm_quotas{
    Quota{"L-3808DC70", "Imported certificates in last 365 days", &Settings::imports_per_year},
    Quota{"L-D2CB7DE9", "Imported certificates", &Settings::certificates_held},
    Quota{"L-DA1D8B98", "ACM certificates created in last 365 days", &Settings::requests_per_year},
    Quota{"L-F141DD1D", "ACM certificates", &Settings::certificates_held},
    Quota{"L-FB94F0B0", "Domain names per ACM certificate", &Settings::names_per_certificate},
};

/// Which of the two values of a quota is told.
enum class Told { applied, by_default };

/// A default is nobody's: its ARN has no account.
std::string arn_of(const Call& call, std::string_view code, Told told) {
    if (told == Told::applied)
        return call.account.arn("servicequotas", call.region, fmt::format("acm/{}", code));
    return fmt::format("arn:{}:servicequotas:{}::acm/{}", call.account.partition, call.region, code);
}

json::object shown(const Call& call, const Quota& quota, Told told) {
    const Settings& settings = told == Told::applied ? call.world.settings : Settings{};
    json::object row{{"ServiceCode", "acm"},
                     {"ServiceName", "AWS Certificate Manager (ACM)"},
                     {"QuotaArn", arn_of(call, quota.code, told)},
                     {"QuotaCode", quota.code},
                     {"QuotaName", quota.name},
                     {"Value", static_cast<double>(settings.*quota.knob)},
                     {"Unit", "None"},
                     {"Adjustable", true},
                     {"GlobalQuota", false}};
    if (told == Told::applied) row["QuotaAppliedAtLevel"] = "ACCOUNT";
    return row;
}

void require_acm(const json::object& input) {
    if (input.at("ServiceCode").as_string() != "acm")
        throw ServiceError{"NoSuchResourceException",
                           "The request failed because the specified service does "
                           "not exist."};
}

/// Of the whole account; there are none of single resources.
bool asks_for_resources(const json::object& input) {
    return json::text(input, "QuotaAppliedAtLevel").value_or("ACCOUNT") == "RESOURCE";
}

json::object list(const Call& call, const json::object& input, Told told) {
    require_acm(input);
    const auto limit = json::integer(input, "MaxResults").value_or(default_page);
    const auto wanted = json::text(input, "QuotaCode");
    Pager pager{json::text(input, "NextToken").value_or(""), static_cast<std::size_t>(limit),
                fmt::format("{} {} {}", call.operation.name, wanted.value_or(""), asks_for_resources(input)),
                call.now,
                ServiceError{"InvalidPaginationTokenException", "The provided pagination token is invalid."}};
    json::array rows;
    for (const Quota& quota : acm_quotas) {
        if (quota.code <= pager.after() || asks_for_resources(input)) continue;
        if (wanted && *wanted != quota.code) continue;
        if (!pager.take(quota.code)) break;
        rows.push_back(shown(call, quota, told));
    }
    json::object answer{{"Quotas", std::move(rows)}};
    if (const auto next = pager.next_token(); !next.empty()) answer["NextToken"] = next;
    return answer;
}

json::object get(const Call& call, const json::object& input, Told told) {
    require_acm(input);
    const auto found =
        std::ranges::find(acm_quotas, std::string_view{input.at("QuotaCode").as_string()}, &Quota::code);
    if (found == acm_quotas.end())
        throw ServiceError{"NoSuchResourceException",
                           "The request failed because the specified quota does not exist."};
    return {{"Quota", shown(call, *found, told)}};
}

}  // namespace

json::object list_service_quotas(const Call& call, const json::object& input) {
    return list(call, input, Told::applied);
}

json::object get_service_quota(const Call& call, const json::object& input) {
    return get(call, input, Told::applied);
}

json::object list_default_service_quotas(const Call& call, const json::object& input) {
    return list(call, input, Told::by_default);
}

json::object get_default_service_quota(const Call& call, const json::object& input) {
    return get(call, input, Told::by_default);
}

}  // namespace certwright::sandbox::quotas
