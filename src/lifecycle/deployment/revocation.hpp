#pragma once

#include "base/time.hpp"
#include "lifecycle/deployment/refusal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

struct Content;

/// That an authority of the repository revoked a certificate.
struct Revocation {
    Time at;
    std::string reason;  ///< as ACM names them: "KEY_COMPROMISE"
};

/// `revoked`: AWS looks at no revocation list and would serve it; clients refuse it.
std::vector<Refusal> revocation_refusals(const Content& content);

}  // namespace certwright::lifecycle
