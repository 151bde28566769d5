#pragma once

#include "crypto/key_algorithm.hpp"
#include "x509/template.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// What somebody wants a certificate or a request to say. What is left empty becomes what is usual.
struct Description {
    x509::DistinguishedName subject;
    std::vector<x509::AlternativeName> names;  ///< hosts may be international names
    std::vector<std::string> key_usages, extended_key_usages;
    bool is_ca = false;
    std::optional<int> path_length;  ///< of authorities only
};

/// Names in the letters of certificates, each once. The first DNS name is the common name where no subject is
/// given and it fits; usages follow from the key and the kind of names. Throws Fault::invalid for names that
/// are none, for nothing that could be named, for a path length of what is no authority, and for key usages
/// that suit neither that nor the key.
x509::RequestTemplate complete(const Description& wanted, crypto::KeyAlgorithm algorithm);
/// What was asked for by a request, held against the same rules.
x509::RequestTemplate complete(const x509::RequestTemplate& asked, crypto::KeyAlgorithm algorithm);

/// The same for a certificate; validity is left to the caller.
x509::CertificateTemplate certificate_of(x509::RequestTemplate described);

}  // namespace certwright::lifecycle
