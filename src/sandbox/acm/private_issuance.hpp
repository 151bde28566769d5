#pragma once

#include "sandbox/acm/issuance.hpp"
#include "sandbox/world/operations.hpp"

#include <string>

namespace certwright::sandbox::acm {

/// A private certificate, signed by its authority of Private CA, for as long as ACM's private certificates
/// live. To renew one ACM needs the permission of the authority's owner; another account's authority must be
/// shared with this one ("Conditions for using AWS Private CA to sign ACM private certificates" in the ACM
/// user guide). The world is not locked.
Issued private_content(World& world, const Certificate& certificate, Time now);

/// Whoever asks for a private certificate needs the right to have its authority issue one.
bool may_ask_authority(const Call& call, const std::string& authority_arn);

}  // namespace certwright::sandbox::acm
