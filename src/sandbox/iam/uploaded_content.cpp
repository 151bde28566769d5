#include "sandbox/iam/uploaded_content.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/key_pair.hpp"
#include "sandbox/wire/service_error.hpp"
#include "x509/certificate.hpp"
#include "x509/chain.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace certwright::sandbox::iam {
namespace {

constexpr auto wrong_chain =
    "Unable to validate certificate chain. The certificate chain must start with the immediate signing "
    "certificate, "
    "followed by any intermediaries in order.";

[[noreturn]] void refuse(std::string message) {
    throw ServiceError{"MalformedCertificate", std::move(message)};
}

Bytes read_body(std::string_view pem) {
    try {
        auto ders = x509::pem_to_ders(pem);
        if (ders.size() == 1) return std::move(ders.front());
    } catch (const Error&) {
        // Answered below, as a body with a chain in it.
    }
    refuse("Unable to parse certificate. Please ensure the certificate is in PEM format.");
}

x509::Certificate parse(const Bytes& der) {
    try {
        return x509::parse_der(der);
    } catch (const Error&) {
        refuse("Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }
}

crypto::KeyPair read_key(const std::string& pem) {
    if (pem.find("ENCRYPTED") != pem.npos) refuse("Unable to parse key; the body is encrypted.");
    try {
        return crypto::KeyPair::from_pem(pem);
    } catch (const Error&) {
        refuse("Private Key was in an unrecognized format.");
    }
}

void check_key(const crypto::KeyPair& key, const x509::Certificate& leaf) {
    const auto& algorithm = leaf.key_algorithm;
    if (!algorithm.starts_with("RSA_") && !algorithm.starts_with("EC_")) {
        refuse(fmt::format("The key algorithm {} is not supported.", algorithm));
    }
    if (key.spki_sha256() == leaf.spki_sha256) return;
    throw ServiceError{"KeyPairMismatch", "The public key certificate and the private key do not match."};
}

void check_dates(const x509::Certificate& leaf, Time now) {
    if (leaf.not_after <= now) {
        refuse(
            "Certificate is no longer valid. The 'Not After' date restriction on the certificate has "
            "passed.");
    }
    if (leaf.not_before > now) {
        refuse(
            "Certificate is not yet valid. The 'Not Before' date restriction on the certificate has not "
            "passed.");
    }
}

/// Each certificate of the chain directly certifies the one before it.
void check_chain(const Bytes& leaf, std::string_view pem) {
    std::vector<Bytes> chain;
    try {
        chain = x509::pem_to_ders(pem);
        for (const auto& each : chain) x509::parse_der(each);
    } catch (const Error&) {
        refuse(wrong_chain);
    }
    const Bytes* certified = &leaf;
    for (std::size_t index = 0; index < chain.size(); ++index) {
        if (!x509::is_issued_by(*certified, chain[index])) {
            refuse(fmt::format("{} The index within the chain of the invalid certificate is: {}", wrong_chain,
                               index));
        }
        certified = &chain[index];
    }
}

}  // namespace

Time check_upload(const json::object& input, Time now) {
    const Bytes der = read_body(input.at("CertificateBody").as_string());
    const auto leaf = parse(der);
    check_key(read_key(std::string{input.at("PrivateKey").as_string()}), leaf);
    check_dates(leaf, now);
    if (const auto chain = json::text(input, "CertificateChain")) check_chain(der, *chain);
    return leaf.not_after;
}

}  // namespace certwright::sandbox::iam
