#pragma once

#include "sandbox/pca/authority.hpp"
#include "sandbox/world/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::sandbox::pca {

/// "/crl/ID.crl", or under the CustomPath: where the sandbox serves the list, and behind a CustomCname where
/// certificates say it is.
std::string crl_path(const Authority& authority);
/// What certificates name: the CustomCname, as AWS writes it, or else the sandbox itself, since there is no
/// S3 here. Empty when they name none.
std::string crl_url(const Authority& authority, const std::string& service_url);

/// When the list must be made anew: something was revoked, it is not there yet, or half of its life is over
/// ("Planning a CRL" in the Private CA user guide). nullopt without lists.
std::optional<Time> crl_due(const Authority& authority);

/// Signs the next list. Throws Fault::invalid for a list that became too long.
void make_crl(Authority& authority, Time now);

/// The list in DER that is served at the path; nullopt where there is none. Locks the world.
std::optional<std::string> published_crl(World& world, std::string_view path);

}  // namespace certwright::sandbox::pca
