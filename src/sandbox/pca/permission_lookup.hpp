#pragma once

#include "sandbox/pca/authority.hpp"

#include <string>

namespace certwright::sandbox::pca {

/// The one service that can be given permissions ("CreatePermission").
inline constexpr auto acm_principal = "acm.amazonaws.com";

std::string permission_key(const std::string& principal, const std::string& account);

/// Whether ACM may do that with the authority by itself, as it must to renew: "IssueCertificate".
bool is_permitted(const Authority& authority, const std::string& action);

}  // namespace certwright::sandbox::pca
