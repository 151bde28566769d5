#pragma once

#include "sandbox/auth/policy.hpp"
#include "sandbox/pca/authority.hpp"
#include "sandbox/world/identity.hpp"
#include "sandbox/world/world.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox::pca {

/// "acm-pca:IssueCertificate" on the authority, with the template that policies may ask about (empty: none).
AccessRequest access_to(const Authority& authority, std::string_view operation,
                        const std::string& template_arn = {});

/// What the authority's resource-based policy says to a principal; without one it says nothing.
Verdict shared_verdict(const Authority& authority, const Principal& principal, const AccessRequest& request);

/// Whether the principal may: by right of its own in the owner's account, by the resource-based policy as
/// well in another ("Cross-account access to private CAs" in the Private CA user guide).
bool is_allowed(const Authority& authority, const Principal& principal, const AccessRequest& request);

/// Whether anything of the authority is shared with that account: what ListCertificateAuthorities shows of
/// OTHER_ACCOUNTS.
bool is_shared_with(const Authority& authority, const Principal& principal);

/// The authority of that ARN, whosever it is; nullptr when there is none. The world is locked.
Authority* find_by_arn(World& world, std::string_view arn);

}  // namespace certwright::sandbox::pca
