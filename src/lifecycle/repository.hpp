#pragma once

#include "audit/log.hpp"
#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/key_pair.hpp"
#include "inventory/accounts.hpp"
#include "lifecycle/certificate.hpp"
#include "lifecycle/private_keys.hpp"
#include "store/database.hpp"
#include "x509/certificate.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate as it comes in: DER, the chain from its issuer on, and its key where there is one.
struct NewVersion {
    BytesView leaf;
    std::vector<Bytes> issuers;
    bool reaches_root = false;
    const crypto::KeyPair* key = nullptr;
    Origin origin = Origin::uploaded;
    std::string source_arn;
};

/// What became of a version that was brought in.
struct Arrival {
    Version version;
    bool is_new = false;         ///< not there before
    bool is_current = false;     ///< what deployments follow
    bool has_new_key = false;    ///< the key came with it and was not held before
    bool has_new_chain = false;  ///< it was known with a shorter chain, or with none
};

/// The certificates that users own, their versions and keys; every change is in the audit log.
class Repository {
  public:
    Repository(PrivateKeys& keys, audit::Log& log, Clock& clock) : keys_(keys), log_(log), clock_(clock) {}

    /// Runs in the transaction in which a certificate gets another current version: whatever follows it
    /// (deployments) is enqueued there, so that a renewal can never be forgotten.
    using Renewed = std::function<void(store::Transaction&, const Certificate&)>;
    void on_renewed(Renewed renewed) { renewed_ = std::move(renewed); }

    /// Runs in the transaction in which a certificate gets another version, current or not, or another name.
    using Changed = std::function<void(store::Transaction&, const CertificateId&)>;
    void on_changed(Changed changed) { changed_ = std::move(changed); }
    /// Runs in the transaction in which the key of a current version, or a longer chain of it, has come.
    void on_supplied(Renewed supplied) { supplied_ = std::move(supplied); }

    /// Runs in the transaction in which a current version has come without the certificates of its issuers,
    /// which are not here either.
    using Chainless = std::function<void(store::Transaction&, const Certificate&, const inventory::Actor&)>;
    void on_chainless(Chainless chainless) { chainless_ = std::move(chainless); }

    /// Runs in the transaction in which the certificate of an authority has come, by itself or in a chain, or
    /// a longer chain of one.
    using AuthorityCame =
        std::function<void(store::Transaction&, const x509::Certificate&, const inventory::Actor&)>;
    void on_authority(AuthorityCame authority_came) { authority_came_ = std::move(authority_came); }

    /// Runs in the transaction that removes a certificate, before it; may refuse by an Error.
    using Removal = std::function<void(store::Transaction&, const Certificate&)>;
    void before_removal(Removal removal) { removal_ = std::move(removal); }

    /// A new certificate with its first version. Throws Fault::conflict when the name is taken.
    Certificate add(store::Transaction& transaction, const Settings& settings, const NewVersion& first,
                    const inventory::Actor& actor);
    /// Another version. It becomes the current one unless it ends before that does: what is older is kept
    /// beside it. One that is known already only brings its key and a longer chain along.
    Arrival add_version(store::Transaction& transaction, const CertificateId& id, const NewVersion& version,
                        const inventory::Actor& actor);
    /// Keeps a key for the certificates that have a version without it; returns those.
    std::vector<CertificateId> add_key(store::Transaction& transaction, const crypto::KeyPair& key,
                                       const inventory::Actor& actor);
    /// Makes an older version the current one again; one that is due for its automatic renewal ends that.
    /// Throws Fault::not_found.
    Certificate restore(store::Transaction& transaction, const CertificateId& id, std::int64_t number,
                        const inventory::Actor& actor);
    /// `expected_revision` refuses a change made on a stale view (Fault::conflict).
    void change(store::Transaction& transaction, const CertificateId& id, const Settings& settings,
                std::optional<std::int64_t> expected_revision, const inventory::Actor& actor);
    /// With its versions, and the keys that no other certificate uses.
    void remove(store::Transaction& transaction, const CertificateId& id, const inventory::Actor& actor);

    /// By id or name (any case). Throws Fault::not_found.
    Certificate get(store::Connection& connection, const std::string& id_or_name) const;
    std::optional<Certificate> find(store::Connection& connection, const std::string& id_or_name) const;
    /// The newest number first.
    std::vector<Version> versions(store::Connection& connection, const CertificateId& id) const;
    /// Throws Fault::not_found.
    Version version(store::Connection& connection, const CertificateId& id, std::int64_t number) const;
    /// Of any certificate, by what the version is.
    std::vector<Version> with_fingerprint(store::Connection& connection,
                                          const std::string& fingerprint_sha256) const;
    /// Those whose current versions have exactly these names, which are sorted and in lower case.
    std::vector<CertificateId> with_names(store::Connection& connection,
                                          const std::vector<std::string>& names) const;

  private:
    Version keep_version(store::Transaction& transaction, const CertificateId& id, std::int64_t number,
                         const NewVersion& version, bool is_current, const inventory::Actor& actor);
    void tell_of_chain(store::Transaction& transaction, const Certificate& certificate,
                       const inventory::Actor& actor);
    void lengthen_chain(store::Transaction& transaction, const Version& known, const NewVersion& version,
                        const inventory::Actor& actor);
    /// `leaf` is an authority, and new or with a longer chain, or else none.
    void tell_of_authorities(store::Transaction& transaction, const x509::Certificate& leaf,
                             const std::vector<x509::Certificate>& others, const inventory::Actor& actor);
    void make_current(store::Transaction& transaction, const CertificateId& id, const Version& version);
    void keep_settings(store::Transaction& transaction, const CertificateId& id, const Settings& settings);
    void touch(store::Transaction& transaction, const CertificateId& id);
    void end_automatic_renewal(store::Transaction& transaction, const Certificate& certificate,
                               const inventory::Actor& actor);

    PrivateKeys& keys_;
    audit::Log& log_;
    Clock& clock_;
    Renewed renewed_;
    Changed changed_;
    Renewed supplied_;
    Chainless chainless_;
    AuthorityCame authority_came_;
    Removal removal_;
};

}  // namespace certwright::lifecycle
