#pragma once

#include "base/time.hpp"
#include "lifecycle/certificate.hpp"
#include "lifecycle/live_certificate.hpp"
#include "lifecycle/private_keys.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>

namespace certwright::lifecycle {

/// What an import goes over without being a version of the certificate: somebody else put it there.
struct ForeignCertificate {
    std::string fingerprint_sha256, serial;
    std::optional<Time> not_after;
    bool is_key_held = false;  ///< so that it can be put back
};

/// Absent for a version of the certificate.
std::optional<ForeignCertificate> foreign_to(store::Connection& connection, const PrivateKeys& keys,
                                             const CertificateId& certificate, const LiveCertificate& live);
/// "serial 0a:1b until 2026-12-01T00:00:00Z, whose key is held here"
std::string describe(const ForeignCertificate& foreign);

}  // namespace certwright::lifecycle
