#include "x509/chain.hpp"

#include "crypto/failure.hpp"
#include "x509/extensions.hpp"
#include "x509/native.hpp"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <optional>

namespace certwright::x509 {
namespace {

struct Member {
    Native native;
    KeyIdentifiers identifiers;
    std::size_t index = 0;  ///< in the pool
    bool used = false;
};

Member member_of(BytesView der, std::size_t index) {
    Member member;
    member.native = decode(der);
    member.identifiers = key_identifiers(X509_get0_extensions(member.native.get()));
    member.index = index;
    return member;
}

bool issued_by(const Member& certificate, const Member& issuer) {
    if (X509_NAME_cmp(X509_get_issuer_name(certificate.native.get()),
                      X509_get_subject_name(issuer.native.get())) != 0)
        return false;
    const std::string& wanted = certificate.identifiers.authority;
    if (!wanted.empty() && !issuer.identifiers.subject.empty() && wanted != issuer.identifiers.subject)
        return false;
    EVP_PKEY* key = X509_get0_pubkey(issuer.native.get());
    return key && X509_verify(certificate.native.get(), key) == 1;
}

bool ends_later(const Member& a, const Member& b) {
    return ASN1_TIME_compare(X509_get0_notAfter(a.native.get()), X509_get0_notAfter(b.native.get())) > 0;
}

Member* find_issuer(const Member& certificate, std::vector<Member>& pool) {
    Member* found = nullptr;
    for (Member& candidate : pool)
        if (!candidate.used && (!found || ends_later(candidate, *found)) && issued_by(certificate, candidate))
            found = &candidate;
    return found;
}

}  // namespace

Chain order_chain(BytesView leaf, const std::vector<Bytes>& pool) {
    const crypto::QuietErrors quiet;
    std::vector<Member> members;
    members.reserve(pool.size());
    for (std::size_t i = 0; i < pool.size(); ++i) {
        const bool is_leaf = std::ranges::equal(pool[i], leaf);
        const bool repeated = std::find(pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(i),
                                        pool[i]) != pool.begin() + static_cast<std::ptrdiff_t>(i);
        if (!is_leaf && !repeated) members.push_back(member_of(pool[i], i));
    }

    Chain chain;
    const Member first = member_of(leaf, 0);
    const Member* last = &first;
    while (!(chain.reaches_root = issued_by(*last, *last))) {
        Member* issuer = find_issuer(*last, members);
        if (!issuer) break;
        issuer->used = true;
        chain.issuers.push_back(pool[issuer->index]);
        last = issuer;
    }
    for (const Member& member : members)
        if (!member.used) chain.unrelated.push_back(pool[member.index]);
    return chain;
}

bool is_issued_by(BytesView certificate, BytesView issuer) {
    const crypto::QuietErrors quiet;
    return issued_by(member_of(certificate, 0), member_of(issuer, 0));
}

}  // namespace certwright::x509
