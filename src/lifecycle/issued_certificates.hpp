#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "inventory/accounts.hpp"
#include "lifecycle/authority.hpp"
#include "x509/revocation_reason.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate that an authority of the repository signed.
struct IssuedCertificate {
    CertificateId authority;
    std::string authority_spki;  ///< of the key that signed it
    std::string serial, fingerprint_sha256, subject;
    std::vector<std::string> names;
    Time not_after;
    std::string created_by;
    Time created_at;
    std::optional<Time> revoked_at;
    std::optional<x509::RevocationReason> reason;
};

/// What the authorities of the repository signed, wherever it is used.
class IssuedCertificates {
  public:
    IssuedCertificates(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Keeps the certificate itself too.
    IssuedCertificate add(store::Transaction& transaction, const Authority& authority, BytesView der,
                          const inventory::Actor& actor);
    /// Who signed it; nothing for what was not signed here.
    std::optional<IssuedCertificate> find(store::Connection& connection,
                                          const std::string& fingerprint_sha256) const;
    /// The serial number as it is shown.
    std::optional<IssuedCertificate> find(store::Connection& connection, const CertificateId& authority,
                                          const std::string& serial) const;
    /// For good. Throws Fault::conflict when it is revoked already, and Fault::invalid for a reason that is
    /// not for good.
    IssuedCertificate revoke(store::Transaction& transaction, const IssuedCertificate& issued,
                             x509::RevocationReason reason, const inventory::Actor& actor);
    /// The newest first.
    std::vector<IssuedCertificate> list(store::Connection& connection, const CertificateId& authority) const;

  private:
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
