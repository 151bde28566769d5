#pragma once

#include "lifecycle/issued_certificates.hpp"
#include "lifecycle/making/description.hpp"
#include "lifecycle/making/left_out.hpp"
#include "lifecycle/requests.hpp"
#include "x509/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// Makes certificates and requests, and keeps them in the repository. Keys come from the caller: making one
/// takes seconds, in which no database may be locked.
class Maker {
  public:
    Maker(Repository& repository, PrivateKeys& keys, Requests& requests, IssuedCertificates& issued,
          Clock& clock)
        : repository_(repository), keys_(keys), requests_(requests), issued_(issued), clock_(clock) {}

    struct CertificateWish {
        Settings settings;
        Description description;
        LifetimeWish lifetime;
        std::string authority;  ///< id or name of what signs it; empty for a self-signed one
    };
    /// A new certificate with that key. Throws Fault::conflict when the name is taken, and Fault::invalid
    /// with the rule that forbids it.
    Certificate make(store::Transaction& transaction, const CertificateWish& wish, const crypto::KeyPair& key,
                     const inventory::Actor& actor);

    struct SigningWish {
        LifetimeWish lifetime;
        bool allows_ca = false;  ///< whoever asks to be an authority becomes one
        std::optional<int> path_length;
    };
    struct Signed {
        Bytes der;
        IssuedCertificate issued;
        std::optional<Certificate> certificate;  ///< that it went to, when the request was made here
        std::vector<LeftOut> left_out;           ///< of what was asked for
    };
    /// What that request asks for. Throws Fault::invalid with the rule that forbids it, and then has stored
    /// nothing.
    Signed sign(store::Transaction& transaction, const Authority& authority, const x509::Request& request,
                const SigningWish& wish, const inventory::Actor& actor);

    /// The next version of `known`: same subject, names, usages and lifetime, with the same key or `new_key`.
    /// Throws Fault::conflict when it has another current version by now, and Fault::invalid with the rule
    /// for what cannot be renewed here.
    Version renew(store::Transaction& transaction, const Certificate& known, const crypto::KeyPair* new_key,
                  const inventory::Actor& actor);
    /// The same when nobody asked for it: a certificate that was revoked is refused too.
    Version renew_by_itself(store::Transaction& transaction, const Certificate& known,
                            const crypto::KeyPair* new_key);

    /// Throws Fault::invalid with the rule for an authority that is revoked (revoked_authority.hpp).
    void check_stands(store::Connection& connection, const Authority& authority) const;

  private:
    Authority authority_of(store::Connection& connection, const Certificate& certificate) const;
    Signed issue(store::Transaction& transaction, const Authority& authority,
                 const x509::CertificateTemplate& described, BytesView subject_public_key_der,
                 const std::string& attempt, const inventory::Actor& actor);
    std::optional<Certificate> place(store::Transaction& transaction, const Authority& authority,
                                     BytesView der, const inventory::Actor& actor);

    Repository& repository_;
    PrivateKeys& keys_;
    Requests& requests_;
    IssuedCertificates& issued_;
    Clock& clock_;
};

/// The kind of key that follows the one of that certificate. Throws Fault::invalid for kinds that are not
/// made here.
crypto::KeyAlgorithm algorithm_after(const Certificate& certificate);

}  // namespace certwright::lifecycle
