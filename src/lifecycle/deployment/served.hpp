#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// What AWS serves under one ARN, as far as deployments look at it. What is unknown while discovery still
/// has to ask for its details is empty or absent.
struct Served {
    std::string arn;
    std::string service = "acm";    ///< "acm" or "iam"
    std::string type = "IMPORTED";  ///< ACM's own word
    std::string deployment;         ///< the deployment of ours that keeps it; empty for none
    bool is_missing = false;        ///< a complete listing no longer named it
    std::string fingerprint_sha256, spki_sha256;
    std::string key_algorithm;  ///< as Facts::key_algorithm
    std::string common_name;
    std::vector<std::string> names;                   ///< as Facts::names: complete, lower case, sorted
    std::optional<std::vector<std::string>> issuers;  ///< SHA-256 of its chain, the issuer first
    std::optional<std::vector<std::string>> key_usages, extended_key_usages;  ///< as x509::Certificate's
    std::optional<Time> not_before, not_after;
    std::vector<std::string> in_use_by;  ///< ARNs
};

}  // namespace certwright::lifecycle
