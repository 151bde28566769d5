#include "lifecycle/checked_version.hpp"

#include "lifecycle/authority.hpp"
#include "lifecycle/issued_certificates.hpp"

namespace certwright::lifecycle {

Findings check_version(store::Connection& connection, const Version& version, Time now) {
    std::vector<Bytes> issuers;
    for (const std::string& issuer : version.issuers) issuers.push_back(kept_certificate(connection, issuer));
    const Bytes leaf = kept_certificate(connection, version.facts.fingerprint_sha256);
    Examined examined = examine(leaf, issuers, version.has_key);
    examined.content.revocation = find_revocation(connection, version.facts.fingerprint_sha256);
    return check(examined, now);
}

}  // namespace certwright::lifecycle
