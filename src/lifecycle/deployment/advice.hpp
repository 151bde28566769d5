#pragma once

#include "base/time.hpp"
#include "lifecycle/deployment/content.hpp"
#include "lifecycle/deployment/refusal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// Where a certificate goes, as far as advice depends on it.
struct Destination {
    std::string region;
    std::string partition = "aws";
    bool also_in_us_east_1 = false;  ///< the same order has us-east-1 too
};

/// What AWS takes and yet may not do what its owner wants:
///  - `signed_by_other_key_type`: the API reference still says that the algorithm of a certificate must be
///  that
///    of its authority (RSA or EC), the user guide dropped it in 2026;
///  - `cloudfront_region`, `cloudfront_key`: CloudFront takes certificates of us-east-1 only, with RSA of
///  1024 to
///    4096 bits or P-256 (CloudFront, "Requirements for using SSL/TLS certificates");
///  - `lifetime`: see lifetime_advice().
std::vector<Warning> advice_on(const Content& content, const Destination& destination);

/// `lifetime`: a public authority may certify the successor, due when this one ends, for less time
/// (lifetime_limits.hpp).
std::optional<Warning> lifetime_advice(const x509::Certificate& leaf);

}  // namespace certwright::lifecycle
