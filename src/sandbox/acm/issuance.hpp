#pragma once

#include "sandbox/acm/certificate.hpp"

#include <optional>
#include <string>

namespace certwright::sandbox {
struct World;
}

namespace certwright::sandbox::acm {

/// What came of an attempt to issue: a content, or why not (a FailureReason).
struct Issued {
    std::optional<Content> content;
    std::string failure_reason;
};

/// How long public and private certificates live ("ACM certificate characteristics", as of 2026).
constexpr Duration public_validity = std::chrono::days{198};
constexpr Duration private_validity = std::chrono::days{395};

/// Signs a certificate for the names: a public one under the sandbox's own Amazon-like authorities, a private
/// one by its CA. Takes the world's lock only where it reads a CA; making a key may take a second.
Issued make_content(World& world, const Certificate& certificate, Time now);

}  // namespace certwright::sandbox::acm
