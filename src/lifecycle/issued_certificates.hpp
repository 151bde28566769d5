#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "inventory/accounts.hpp"
#include "lifecycle/authority.hpp"
#include "lifecycle/deployment/revocation.hpp"
#include "lifecycle/issuer_key.hpp"
#include "x509/revocation_reason.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate that an authority of the repository signed.
struct IssuedCertificate {
    IssuerKey issuer;
    std::string serial, fingerprint_sha256, subject;
    std::string spki_sha256;  ///< of its own key; empty where that was not noted when it was signed
    std::vector<std::string> names;
    Time not_after;
    std::string created_by;
    Time created_at;
    std::optional<Time> revoked_at;
    std::optional<x509::RevocationReason> reason;
};

/// That it was signed here, and revoked.
std::optional<Revocation> find_revocation(store::Connection& connection,
                                          const std::string& fingerprint_sha256);

/// Where a page of what was issued ended.
struct IssuedCursor {
    Time created_at;
    std::string serial;
};

struct IssuedPage {
    std::vector<IssuedCertificate> rows;
    std::optional<IssuedCursor> next;  ///< absent on the last page
};

/// What the authorities of the repository signed, wherever it is used, and whether they are there still.
class IssuedCertificates {
  public:
    IssuedCertificates(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Keeps the certificate itself too.
    IssuedCertificate add(store::Transaction& transaction, const Authority& authority, BytesView der,
                          const inventory::Actor& actor);
    /// Who signed it; nothing for what was not signed here.
    std::optional<IssuedCertificate> find(store::Connection& connection,
                                          const std::string& fingerprint_sha256) const;
    /// What one of `issuers` signed under that serial number, which is as it is shown.
    std::optional<IssuedCertificate> find(store::Connection& connection,
                                          const std::vector<IssuerKey>& issuers,
                                          const std::string& serial) const;
    /// A certificate of that key that was revoked because others know the key.
    std::optional<IssuedCertificate> compromised(store::Connection& connection,
                                                 const std::string& spki_sha256) const;
    /// For good, by `authority`. Throws Fault::conflict when it is revoked already, and Fault::invalid for a
    /// reason that is not for good.
    IssuedCertificate revoke(store::Transaction& transaction, const CertificateId& authority,
                             const IssuedCertificate& issued, x509::RevocationReason reason,
                             const inventory::Actor& actor);
    /// The newest first, from behind `after`.
    IssuedPage page(store::Connection& connection, const std::vector<IssuerKey>& issuers,
                    const std::optional<IssuedCursor>& after, std::size_t limit) const;
    std::int64_t count(store::Connection& connection, const std::vector<IssuerKey>& issuers) const;

  private:
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
