#include "bench/support/list_page.hpp"

#include "base/json.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace certwright::bench {
namespace {

constexpr std::array services{"shop", "search", "login",  "billing", "media",
                              "api",  "mail",   "status", "docs",    "vpn"};
constexpr std::array teams{"payments", "platform", "content", "identity", "data"};
constexpr std::array types{"AMAZON_ISSUED", "AMAZON_ISSUED", "AMAZON_ISSUED",
                           "IMPORTED",      "IMPORTED",      "PRIVATE"};
constexpr std::array algorithms{"RSA-2048", "EC-prime256v1", "RSA-2048", "RSA-4096", "EC-secp384r1"};

std::string_view status_of(std::size_t number) {
    switch (number % 50) {
        case 7:
            return "PENDING_VALIDATION";
        case 19:
        case 31:
            return "EXPIRED";
        case 43:
            return "REVOKED";
        default:
            return "ISSUED";
    }
}

json::array names_of(std::size_t number, const std::string& domain) {
    json::array names{domain};
    if (number % 10 == 0) names.emplace_back("*." + domain);
    for (std::size_t i = 0; i < number % 4; ++i) names.emplace_back(fmt::format("alt-{}.{}", i, domain));
    return names;
}

json::object row_of(const std::string& region, std::size_t number) {
    const auto seconds = [](Time time) { return static_cast<double>(to_micros(time)) / 1e6; };
    const Time begin = parse_rfc3339("2025-06-01T00:00:00Z") + std::chrono::hours{number * 7 % 9600};
    const std::string domain = fmt::format("{}-{}.{}.example.com", services[number % services.size()], number,
                                           teams[number / 7 % teams.size()]);
    const char* type = types[number / 3 % types.size()];
    const std::string_view status = status_of(number);
    json::object row{
        {"CertificateArn",
         fmt::format("arn:aws:acm:{}:123456789012:certificate/{:08x}-1111-4222-8333-{:012x}", region,
                     number * 2654435761U % 0xffffffffU, number)},
        {"DomainName", domain},
        {"SubjectAlternativeNameSummaries", names_of(number, domain)},
        {"HasAdditionalSubjectAlternativeNames", false},
        {"Status", status},
        {"Type", type},
        {"KeyAlgorithm", algorithms[number / 5 % algorithms.size()]},
        {"KeyUsages", json::array{"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"}},
        {"ExtendedKeyUsages", json::array{"TLS_WEB_SERVER_AUTHENTICATION", "TLS_WEB_CLIENT_AUTHENTICATION"}},
        {"ExportOption", "DISABLED"},
        {"InUse", number % 3 != 0},
        {"RenewalEligibility", type == types[0] && number % 3 != 0 ? "ELIGIBLE" : "INELIGIBLE"},
        {"CreatedAt", seconds(begin)},
        {type == std::string_view{"IMPORTED"} ? "ImportedAt" : "IssuedAt", seconds(begin)}};
    if (status == "PENDING_VALIDATION") return row;
    row["NotBefore"] = seconds(begin);
    row["NotAfter"] = seconds(begin + std::chrono::days{198});
    return row;
}

}  // namespace

std::string list_page(const std::string& region, std::size_t first, std::size_t rows,
                      const std::string& next_token) {
    json::array list;
    for (std::size_t i = 0; i < rows; ++i) list.push_back(row_of(region, first + i));
    json::object page{{"CertificateSummaryList", std::move(list)}};
    if (!next_token.empty()) page["NextToken"] = next_token;
    return boost::json::serialize(page);
}

}  // namespace certwright::bench
