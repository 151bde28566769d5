#pragma once

#include "lifecycle/certificate.hpp"
#include "store/database.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// Who issues: a name with a key, whichever entries of the repository hold it. Each has one row of numbers of
/// revocation lists (RFC 5280 section 5.2.3), and what it revoked stays revoked.
struct IssuerKey {
    std::string name;  ///< RFC 4514
    std::string spki_sha256;

    bool operator==(const IssuerKey&) const = default;
};

/// As which that version issues.
IssuerKey issuer_key_of(const Version& version);
/// As which any version of that certificate issues: a renewal may have given it another key.
std::vector<IssuerKey> issuer_keys_of(store::Connection& connection, const CertificateId& id);

}  // namespace certwright::lifecycle
