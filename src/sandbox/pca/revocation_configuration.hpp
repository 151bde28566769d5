#pragma once

#include "sandbox/pca/authority.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

/// Puts what a RevocationConfiguration says into the authority; a part that is not there stays as it was.
/// Throws ServiceError InvalidArgsException for what "CreateCertificateAuthority" does not take.
void set_revocation(Authority& authority, const boost::json::object& configuration);

/// As DescribeCertificateAuthority shows it.
boost::json::object shown_revocation(const Authority& authority);

}  // namespace certwright::sandbox::pca
