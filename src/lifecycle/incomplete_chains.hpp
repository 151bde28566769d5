#pragma once

#include "lifecycle/certificate.hpp"
#include "store/database.hpp"
#include "x509/certificate.hpp"

#include <string>
#include <vector>

/// Certificates of the repository that wait for those of the authorities above them.
namespace certwright::lifecycle {

/// An authority, as far as it can complete the chains of what it signed.
struct Above {
    std::string subject;            ///< as x509::Certificate has it
    std::size_t intermediates = 0;  ///< of its own chain: all but a root
};
Above above(store::Connection& connection, const x509::Certificate& authority);

struct IncompleteChain {
    CertificateId certificate;
    std::string fingerprint_sha256;    ///< of its current version
    std::vector<std::string> issuers;  ///< as Version::issuers
};

/// Of the certificates whose current version `above` may have signed, those whose chain is not there or lacks
/// an intermediate of the authority's own chain. Where a root alone is lacking, clients have it themselves,
/// and who brought the chain without it meant that. What AWS serves is kept as it is served, and is none of
/// them. By id, from behind `after` on; fewer than `limit` of them only at the end.
std::vector<IncompleteChain> incomplete_chains(store::Connection& connection, const Above& above,
                                               const CertificateId& after, std::size_t limit);

}  // namespace certwright::lifecycle
