#include "lifecycle/checks/examined.hpp"

namespace certwright::lifecycle {

Examined examine(BytesView leaf, const std::vector<Bytes>& issuers, bool has_key) {
    Examined examined;
    // The key itself stays sealed: those that ACM takes are far below the size that it takes.
    examined.content = content_of(leaf, issuers, nullptr);
    if (has_key) examined.content.key_spki_sha256 = examined.leaf().spki_sha256;
    for (const Bytes& issuer : issuers) examined.issuers.push_back(x509::parse_der(issuer));
    const x509::Certificate& last = examined.issuers.empty() ? examined.leaf() : examined.issuers.back();
    examined.reaches_root = last.is_self_signed && !examined.content.chain_break;
    return examined;
}

}  // namespace certwright::lifecycle
