#include "lifecycle/deployment/advice.hpp"

#include "base/ascii.hpp"

#include <fmt/format.h>

#include <array>

namespace certwright::lifecycle {
namespace {

using std::chrono::days;

struct LifetimeLimit {
    std::chrono::year_month_day since;
    int longest;  ///< days
};
constexpr std::array lifetime_limits{
    LifetimeLimit{std::chrono::year{2026} / 3 / 15, 200},
    LifetimeLimit{std::chrono::year{2027} / 3 / 15, 100},
    LifetimeLimit{std::chrono::year{2029} / 3 / 15, 47},
};

/// The limit for what is issued then; null before there was one that matters.
const LifetimeLimit* limit_at(Time issued) {
    const LifetimeLimit* found = nullptr;
    for (const LifetimeLimit& limit : lifetime_limits)
        if (issued >= std::chrono::sys_days{limit.since}) found = &limit;
    return found;
}

void advise_on_lifetime(const x509::Certificate& leaf, std::vector<Warning>& found) {
    // Nobody but its owner limits what is signed by itself.
    if (leaf.is_self_signed) return;
    const LifetimeLimit* limit = limit_at(leaf.not_after);
    const auto lifetime = std::chrono::ceil<days>(leaf.not_after - leaf.not_before).count();
    if (!limit || lifetime <= limit->longest) return;
    found.push_back(
        {"lifetime",
         fmt::format("it is valid for {} days; when it ends, a public authority may certify its successor "
                     "for {} days only",
                     lifetime, limit->longest)});
}

void advise_on_chain(const Content& content, std::vector<Warning>& found) {
    if (content.leaf.is_self_signed) return;
    const std::string signature = ascii::lower(content.leaf.signature_algorithm);
    const bool by_rsa = signature.find("rsa") != std::string::npos;
    const bool by_elliptic = signature.find("ecdsa") != std::string::npos;
    const bool elliptic = content.leaf.key_algorithm.starts_with("EC_");
    if ((by_rsa && elliptic) || (by_elliptic && content.leaf.key_algorithm.starts_with("RSA_")))
        found.push_back({"signed_by_other_key_type",
                         fmt::format("its key is {} and its authority's is {}; ACM may refuse that",
                                     elliptic ? "EC" : "RSA", elliptic ? "RSA" : "EC")});
}

bool cloudfront_takes_key(const x509::Certificate& leaf) {
    return leaf.key_algorithm == "EC_prime256v1" ||
           (leaf.key_algorithm.starts_with("RSA_") && leaf.key_bits >= 1024 && leaf.key_bits <= 4096);
}

void advise_on_cloudfront(const Content& content, const Destination& destination,
                          std::vector<Warning>& found) {
    // Elsewhere there is no CloudFront, or one that takes certificates from IAM.
    if (destination.partition != "aws") return;
    if (destination.region != "us-east-1" && !destination.also_in_us_east_1)
        found.push_back(
            {"cloudfront_region", "CloudFront cannot use it there: it takes certificates of us-east-1 only"});
    if (destination.region == "us-east-1" && !cloudfront_takes_key(content.leaf))
        found.push_back(
            {"cloudfront_key", fmt::format("CloudFront cannot use it: it takes RSA of 1024 to 4096 bits and "
                                           "P-256, not {}",
                                           content.leaf.key_algorithm)});
}

}  // namespace

std::vector<Warning> advice_on(const Content& content, const Destination& destination) {
    std::vector<Warning> found;
    advise_on_chain(content, found);
    advise_on_lifetime(content.leaf, found);
    advise_on_cloudfront(content, destination, found);
    return found;
}

}  // namespace certwright::lifecycle
