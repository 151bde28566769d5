#include "x509/chain.hpp"

#include "x509/issuance.hpp"

#include <algorithm>

namespace certwright::x509 {

Chain order_chain(BytesView leaf, const std::vector<Bytes>& pool) {
    std::vector<Bytes> certificates{Bytes{leaf.begin(), leaf.end()}};
    for (const Bytes& certificate : pool)
        if (std::ranges::find(certificates, certificate) == certificates.end())
            certificates.push_back(certificate);

    const auto path = Issuance{certificates}.path_of(0);
    Chain chain;
    chain.reaches_root = path.reaches_root;
    for (const std::size_t issuer : path.issuers) chain.issuers.push_back(certificates[issuer]);
    for (std::size_t i = 1; i < certificates.size(); ++i)
        if (std::ranges::find(path.issuers, i) == path.issuers.end())
            chain.unrelated.push_back(certificates[i]);
    return chain;
}

bool is_issued_by(BytesView certificate, BytesView issuer) {
    const std::vector<Bytes> both{Bytes{certificate.begin(), certificate.end()},
                                  Bytes{issuer.begin(), issuer.end()}};
    return Issuance{both}.is_issued_by(0, 1);
}

}  // namespace certwright::x509
