#include "x509/bundle/bundle.hpp"

#include "x509/certificate.hpp"
#include "x509/issuance.hpp"
#include "x509/request.hpp"

#include <map>
#include <set>

namespace certwright::x509 {
namespace {

using KeyIndex = std::map<std::string, std::size_t>;  ///< by the SHA-256 of the public key

std::optional<std::size_t> find(const KeyIndex& keys, const std::string& spki_sha256) {
    const auto found = keys.find(spki_sha256);
    return found == keys.end() ? std::nullopt : std::optional{found->second};
}

/// Each once; where a certificate came twice, the one that has an alias names it.
std::vector<FoundCertificate> without_duplicates(std::vector<FoundCertificate> all) {
    std::vector<FoundCertificate> once;
    std::map<std::string, std::size_t> seen;
    for (FoundCertificate& found : all) {
        const auto [at, is_new] = seen.try_emplace(fingerprint_sha256(found.der), once.size());
        if (is_new)
            once.push_back(std::move(found));
        else if (once[at->second].origin.alias.empty() && !found.origin.alias.empty())
            once[at->second].origin = std::move(found.origin);
    }
    return once;
}

KeyIndex index_keys(std::vector<FoundKey> all, std::vector<FoundKey>& once) {
    KeyIndex keys;
    for (FoundKey& found : all)
        if (keys.try_emplace(found.key.spki_sha256(), once.size()).second) once.push_back(std::move(found));
    return keys;
}

std::vector<SortedRequest> with_keys(std::vector<FoundRequest> all, const KeyIndex& keys) {
    std::vector<SortedRequest> requests;
    std::set<Bytes> seen;
    for (FoundRequest& found : all) {
        if (!seen.insert(found.der).second) continue;
        const auto key = find(keys, parse_request(found.der).spki_sha256);
        requests.push_back({std::move(found), key});
    }
    return requests;
}

std::vector<Bytes> ders_of(const std::vector<FoundCertificate>& certificates) {
    std::vector<Bytes> ders;
    ders.reserve(certificates.size());
    for (const FoundCertificate& certificate : certificates) ders.push_back(certificate.der);
    return ders;
}

/// What of a certificate decides whether it heads a bundle.
struct Rank {
    std::optional<std::size_t> key;
    bool has_issued = false;
    bool is_ca = false;

    bool is_end() const { return key || (!has_issued && !is_ca); }
};

std::vector<Rank> ranks_of(const std::vector<FoundCertificate>& certificates, Issuance& issuance,
                           const KeyIndex& keys) {
    const std::vector<bool> have_issued = issuance.have_issued();
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        const Certificate read = parse_der(certificates[i].der);
        ranks.push_back({find(keys, read.spki_sha256), have_issued[i], read.is_ca});
    }
    return ranks;
}

std::vector<std::size_t> heads_of(const std::vector<Rank>& ranks) {
    std::vector<std::size_t> ends, last_authorities;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (ranks[i].is_end()) ends.push_back(i);
        if (!ranks[i].has_issued) last_authorities.push_back(i);
    }
    return ends.empty() ? last_authorities : ends;
}

void add_bundles(Sorted& sorted, std::vector<FoundCertificate> certificates, const KeyIndex& keys) {
    const std::vector<Bytes> ders = ders_of(certificates);
    Issuance issuance{ders};
    const auto ranks = ranks_of(certificates, issuance, keys);
    std::set<std::size_t> placed;
    for (const std::size_t head : heads_of(ranks)) {
        const auto path = issuance.path_of(head);
        Bundle bundle{.leaf = certificates[head],
                      .issuers = {},
                      .reaches_root = path.reaches_root,
                      .key = ranks[head].key};
        for (const std::size_t issuer : path.issuers) bundle.issuers.push_back(ders[issuer]);
        placed.insert(head);
        placed.insert(path.issuers.begin(), path.issuers.end());
        sorted.bundles.push_back(std::move(bundle));
    }
    for (std::size_t i = 0; i < certificates.size(); ++i)
        if (!placed.contains(i)) sorted.authorities_alone.push_back(std::move(certificates[i]));
}

std::vector<std::size_t> keys_without_bundle(const Sorted& sorted) {
    std::set<std::size_t> used;
    for (const Bundle& bundle : sorted.bundles)
        if (bundle.key) used.insert(*bundle.key);
    std::vector<std::size_t> alone;
    for (std::size_t i = 0; i < sorted.keys.size(); ++i)
        if (!used.contains(i)) alone.push_back(i);
    return alone;
}

}  // namespace

Sorted sort(Material material) {
    Sorted sorted;
    const KeyIndex keys = index_keys(std::move(material.keys), sorted.keys);
    sorted.requests = with_keys(std::move(material.requests), keys);
    sorted.flaws = std::move(material.flaws);
    add_bundles(sorted, without_duplicates(std::move(material.certificates)), keys);
    sorted.keys_alone = keys_without_bundle(sorted);
    return sorted;
}

}  // namespace certwright::x509
