#include "lifecycle/checked_version.hpp"

#include "lifecycle/authority.hpp"

namespace certwright::lifecycle {

Findings check_version(store::Connection& connection, const Version& version, Time now) {
    std::vector<Bytes> issuers;
    for (const std::string& issuer : version.issuers) issuers.push_back(kept_certificate(connection, issuer));
    const Bytes leaf = kept_certificate(connection, version.facts.fingerprint_sha256);
    return check(examine(leaf, issuers, version.has_key), now);
}

}  // namespace certwright::lifecycle
