#include "lifecycle/making/left_out.hpp"

#include "lifecycle/making/key_suitability.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view key_usage = "2.5.29.15", alternative_names = "2.5.29.17";
/// With basic constraints, extended key usage and the subject key identifier (RFC 5280 section 4.2.1).
constexpr std::array<std::string_view, 5> heeded{key_usage, alternative_names, "2.5.29.19", "2.5.29.37",
                                                 "2.5.29.14"};

}  // namespace

std::vector<LeftOut> left_out_of(const x509::Request& request, crypto::KeyAlgorithm algorithm) {
    std::vector<LeftOut> left;
    for (const x509::Extension& extension : request.extensions)
        if (std::ranges::find(heeded, extension.oid) == heeded.end())
            left.push_back(
                {extension.oid, extension.name, "what is signed here does not have this extension"});
    if (request.has_other_names)
        left.push_back({std::string{alternative_names}, "X509v3 Subject Alternative Name",
                        "some names are no DNS names, IP or e-mail addresses or URIs"});
    auto usages = request.key_usages;
    if (const auto unsuitable = take_unsuitable(usages, algorithm); !unsuitable.empty())
        left.push_back({std::string{key_usage}, "X509v3 Key Usage",
                        fmt::format("a key of the kind {} is not for {}", request.key_algorithm,
                                    fmt::join(unsuitable, ", "))});
    return left;
}

}  // namespace certwright::lifecycle
