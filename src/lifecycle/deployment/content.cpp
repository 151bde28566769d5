#include "lifecycle/deployment/content.hpp"

#include "lifecycle/facts.hpp"
#include "x509/chain.hpp"

namespace certwright::lifecycle {

Content content_of(BytesView leaf, const std::vector<Bytes>& issuers, const crypto::KeyPair* key) {
    Content content;
    content.leaf = x509::parse_der(leaf);
    content.names = facts_of(content.leaf).names;
    content.certificate_size = x509::der_to_pem(leaf).size();
    BytesView before = leaf;
    for (std::size_t i = 0; i < issuers.size(); ++i) {
        const BytesView issuer = issuers[i];
        content.issuers.push_back(x509::fingerprint_sha256(issuer));
        content.chain_size += x509::der_to_pem(issuer).size();
        if (content.issuers.back() == content.leaf.fingerprint_sha256) content.chain_has_leaf = true;
        if (!content.chain_break && !x509::is_issued_by(before, issuer)) content.chain_break = i;
        before = issuer;
    }
    if (key) {
        content.key_spki_sha256 = key->spki_sha256();
        content.key_size = key->to_pkcs8_pem().size();
    }
    return content;
}

}  // namespace certwright::lifecycle
