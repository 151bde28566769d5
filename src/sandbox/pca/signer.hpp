#pragma once

#include "sandbox/pca/authority.hpp"
#include "sandbox/pca/signing_algorithm.hpp"
#include "sandbox/pca/template_rules.hpp"
#include "sandbox/world/world.hpp"
#include "x509/template.hpp"

#include <string>

namespace certwright::sandbox::pca {

/// What an authority is asked to sign.
struct SigningOrder {
    TemplateRules rules;
    x509::CertificateTemplate described;  ///< with its validity
    Bytes public_key;                     ///< SubjectPublicKeyInfo in DER
    SigningAlgorithm algorithm;
    std::string acm_arn;  ///< of ACM's certificate that it is for; empty: none
};

/// Signs, and keeps what it signed. The world is locked. Throws ServiceError: InvalidStateException for an
/// authority that does not issue, InvalidArgsException for an algorithm of another family and a template that
/// is not for this authority, ValidationException for a validity beyond the authority's own,
/// LimitExceededException beyond the certificates of its life. What breaks the authority's name constraints
/// is kept as a failure, which GetCertificate tells.
const IssuedCertificate& sign(World& world, Authority& authority, SigningOrder order, Time now);

/// The chain of what the authority signs: its own certificate, and those above up to the root.
std::string chain_above(const Authority& authority);

}  // namespace certwright::sandbox::pca
