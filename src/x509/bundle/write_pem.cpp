#include "x509/bundle/write_pem.hpp"

#include "base/error.hpp"
#include "x509/certificate.hpp"

namespace certwright::x509 {
namespace {

std::vector<BytesView> chosen(const Content& content, ChainExtent extent) {
    std::vector<BytesView> certificates;
    if (extent != ChainExtent::issuers_only) certificates.emplace_back(content.leaf);
    if (extent == ChainExtent::leaf_only) return certificates;
    for (const Bytes& issuer : content.issuers)
        if (extent != ChainExtent::without_root || !parse_der(issuer).is_self_signed)
            certificates.emplace_back(issuer);
    return certificates;
}

}  // namespace

std::string write_pem(const Content& content, ChainExtent extent) {
    check(content);
    std::string pem;
    for (const BytesView certificate : chosen(content, extent)) pem += der_to_pem(certificate);
    return pem;
}

Secret write_pem_with_key(const Content& content, ChainExtent extent) {
    if (!content.key) throw Error{Fault::invalid, "there is no private key to write"};
    const std::string certificates = write_pem(content, extent);
    const Secret key = content.key->to_pkcs8_pem();
    std::string both;
    both.reserve(key.size() + certificates.size());  // so that no copy is left behind
    both.append(key.reveal()).append(certificates);
    return Secret{std::move(both)};
}

}  // namespace certwright::x509
