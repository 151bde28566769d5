#include "lifecycle/material.hpp"

#include "base/error.hpp"
#include "inventory/pems.hpp"
#include "lifecycle/issued_certificates.hpp"

#include <fmt/format.h>

#include <optional>

namespace certwright::lifecycle {
namespace {

std::string pem_of(store::Connection& connection, const std::string& fingerprint) {
    auto pem = inventory::find_pem(connection, fingerprint);
    if (!pem)
        throw Error{Fault::not_found, fmt::format("the certificate {} is not kept", fingerprint),
                    "bring it into the repository again"};
    return std::move(*pem);
}

}  // namespace

Material read_material(store::Connection& connection, const PrivateKeys& keys,
                       const std::string& fingerprint_sha256, const std::vector<std::string>& issuers) {
    Material material;
    material.certificate = pem_of(connection, fingerprint_sha256);
    std::vector<Bytes> ders;
    for (const std::string& issuer : issuers) {
        const std::string pem = pem_of(connection, issuer);
        ders.push_back(x509::pem_to_ders(pem).front());
        material.chain += pem;
    }
    const Bytes leaf = x509::pem_to_ders(material.certificate).front();
    const std::string spki = x509::parse_der(leaf).spki_sha256;
    std::optional<crypto::KeyPair> key;
    if (keys.has(connection, spki)) key.emplace(keys.open(connection, spki));
    material.content = content_of(leaf, ders, key ? &*key : nullptr);
    material.content.revocation = find_revocation(connection, fingerprint_sha256);
    return material;
}

}  // namespace certwright::lifecycle
