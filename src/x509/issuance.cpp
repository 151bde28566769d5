#include "x509/issuance.hpp"

#include "base/error.hpp"
#include "crypto/failure.hpp"

#include <openssl/x509.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

/// Hundreds of CAs of one name are no estate but an attack: a few seconds.
constexpr std::size_t max_verifications = 10'000;

}  // namespace

Issuance::Issuance(const std::vector<Bytes>& ders) {
    const crypto::QuietErrors quiet;
    members_.reserve(ders.size());
    for (const Bytes& der : ders) {
        Native native = decode(der);
        auto identifiers = key_identifiers(X509_get0_extensions(native.get()));
        by_subject_[X509_subject_name_hash(native.get())].push_back(members_.size());
        members_.push_back({std::move(native), std::move(identifiers)});
    }
    const auto ends_later = [this](std::size_t a, std::size_t b) {
        return ASN1_TIME_compare(X509_get0_notAfter(members_[a].native.get()),
                                 X509_get0_notAfter(members_[b].native.get())) > 0;
    };
    for (auto& [hash, named] : by_subject_) std::ranges::stable_sort(named, ends_later);
}

const std::vector<std::size_t>& Issuance::named_as_issuer_of(std::size_t certificate) const {
    static const std::vector<std::size_t> nobody;
    const auto found = by_subject_.find(X509_issuer_name_hash(members_[certificate].native.get()));
    return found == by_subject_.end() ? nobody : found->second;
}

bool Issuance::is_issued_by(std::size_t certificate, std::size_t issuer) {
    const Member& issued = members_[certificate];
    const Member& by = members_[issuer];
    if (X509_NAME_cmp(X509_get_issuer_name(issued.native.get()), X509_get_subject_name(by.native.get())) != 0)
        return false;
    const std::string& wanted = issued.identifiers.authority;
    if (!wanted.empty() && !by.identifiers.subject.empty() && wanted != by.identifiers.subject) return false;
    const auto [known, is_new] = verified_.try_emplace({certificate, issuer}, false);
    if (!is_new) return known->second;
    if (verified_.size() > max_verifications)
        throw Error{Fault::invalid, "too many certificates have the same name",
                    "give those that belong together by themselves"};
    const crypto::QuietErrors quiet;
    EVP_PKEY* key = X509_get0_pubkey(by.native.get());
    return known->second = key && X509_verify(issued.native.get(), key) == 1;
}

Issuance::Path Issuance::path_of(std::size_t certificate) {
    Path path;
    std::vector<bool> used(members_.size());
    used[certificate] = true;
    std::size_t last = certificate;
    while (!(path.reaches_root = is_issued_by(last, last))) {
        const auto& named = named_as_issuer_of(last);
        const auto issuer = std::ranges::find_if(
            named, [&](std::size_t candidate) { return !used[candidate] && is_issued_by(last, candidate); });
        if (issuer == named.end()) break;
        last = *issuer;
        used[last] = true;
        path.issuers.push_back(last);
    }
    return path;
}

std::vector<bool> Issuance::have_issued() {
    std::vector<bool> have(members_.size());
    for (std::size_t i = 0; i < members_.size(); ++i) {
        if (is_issued_by(i, i)) continue;
        for (const std::size_t issuer : named_as_issuer_of(i))
            if (issuer != i && is_issued_by(i, issuer)) have[issuer] = true;
    }
    return have;
}

}  // namespace certwright::x509
