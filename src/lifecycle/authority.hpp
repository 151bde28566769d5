#pragma once

#include "crypto/key_pair.hpp"
#include "lifecycle/making/validity.hpp"
#include "lifecycle/repository.hpp"
#include "x509/template.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate of the repository that signs others, with its key.
struct Authority {
    Certificate certificate;
    Version version;  ///< that signs
    crypto::KeyPair key;
    std::vector<Bytes> chain;   ///< of what it signs: its own certificate first, in DER
    bool reaches_root = false;  ///< the chain ends in a self-signed certificate
    Validity validity;          ///< within which all of the chain holds
};

/// The current version of that certificate, or the newest that has the key `spki_sha256`. Throws
/// Fault::not_found, and Fault::invalid with the rule when it may not sign (making/issuing_rules.hpp) or its
/// key is not held.
Authority open_authority(store::Connection& connection, const Repository& repository, const PrivateKeys& keys,
                         const std::string& id_or_name, Time now, const std::string& spki_sha256 = {});

/// The certificate that it signs, in DER. Throws Fault::invalid with the rule that forbids it.
Bytes sign_with(const Authority& authority, const x509::CertificateTemplate& described,
                BytesView subject_public_key_der, const std::string& attempt);

/// The certificates of the repository that could have signed that one: a version of theirs has its issuer's
/// name, key identifier and the key that the signature tells. The current versions first.
std::vector<CertificateId> authorities_of(store::Connection& connection, BytesView certificate);

/// Of what that version signs: its own certificate first, in DER.
std::vector<Bytes> chain_of(store::Connection& connection, const Version& version);

/// A certificate of the repository's versions and chains, or one that was signed here, in DER.
Bytes kept_certificate(store::Connection& connection, const std::string& fingerprint_sha256);

}  // namespace certwright::lifecycle
