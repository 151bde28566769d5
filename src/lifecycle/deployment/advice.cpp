#include "lifecycle/deployment/advice.hpp"

#include "base/ascii.hpp"
#include "lifecycle/deployment/lifetime_limits.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::lifecycle {
namespace {

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

std::optional<Warning> lifetime_advice(const x509::Certificate& leaf) {
    // Nobody but its owner limits what is signed by itself.
    if (leaf.is_self_signed) return std::nullopt;
    const auto longest = longest_public_lifetime(leaf.not_after);
    const auto lifetime = lifetime_in_days(leaf);
    if (!longest || lifetime <= *longest) return std::nullopt;
    return Warning{"lifetime",
                   fmt::format("it is valid for {} days; when it ends, a public authority may certify its "
                               "successor for {} days only",
                               lifetime, *longest)};
}

std::vector<Warning> advice_on(const Content& content, const Destination& destination) {
    std::vector<Warning> found;
    advise_on_chain(content, found);
    if (auto lifetime = lifetime_advice(content.leaf)) found.push_back(*std::move(lifetime));
    advise_on_cloudfront(content, destination, found);
    return found;
}

}  // namespace certwright::lifecycle
