#include "bench/support/filled_repository.hpp"

#include "crypto/digest.hpp"
#include "lifecycle/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace certwright::bench {
namespace {

constexpr std::size_t batch = 1000;
constexpr std::array host_words{"shop", "login",  "api",  "mail", "search",
                                "cart", "images", "docs", "git",  "vpn"};
constexpr std::array domains{"payments.example.com", "data.example.com", "web.example.com",
                             "infra.example.com", "example.org"};
constexpr std::array signers{"CN=R11,O=Let's Encrypt,C=US", "CN=Example Issuing CA 1,O=Example AG,C=CH",
                             "CN=Example Issuing CA 2,O=Example AG,C=CH",
                             "CN=DigiCert G2,O=DigiCert Inc,C=US"};
constexpr std::array stages{"production", "staging", "development"};
constexpr std::array key_kinds{"RSA_2048", "EC_prime256v1", "EC_secp384r1"};
constexpr std::array origins{"uploaded", "signed_here", "issued", "renewed"};

constexpr std::string_view insert_certificate = R"(
    INSERT INTO certificates (id, name, name_key, owner, description, notes, revision, created_at, updated_at)
    VALUES ($1, $2, $2, $3, '', '', 1, $4, $4))";
constexpr std::string_view insert_version = R"(
    INSERT INTO certificate_versions (id, certificate, number, origin, is_current, fingerprint_sha256, spki_sha256,
        serial, subject, issuer, domain_name, names, names_sha256, key_algorithm, signature_algorithm, not_before,
        not_after, is_ca, is_self_signed, chain, reaches_root, created_by, created_at)
    VALUES ($1, $2, 1, $3, TRUE, $4, $4, $5, $6, $7, $8, $9, $4, $10, 'ecdsa-with-SHA256', $11, $12, FALSE, FALSE,
        '[]', FALSE, 'bench', $11))";
constexpr std::string_view insert_name = "INSERT INTO certificate_names (certificate, name) VALUES ($1, $2)";
constexpr std::string_view insert_repository_tag =
    "INSERT INTO certificate_tags (certificate, tag_key, tag_value) VALUES ($1, $2, $3)";
constexpr std::string_view insert_key =
    "INSERT INTO private_keys (id, spki_sha256, algorithm, created_at) VALUES ($1, $2, $3, $4)";

template <std::size_t Size>
std::string one_of(const std::array<const char*, Size>& words, std::size_t number) {
    return words[number % Size];
}

struct Rows {
    std::vector<store::Values> certificates, versions, names, tags, keys;
};

void add(Rows& rows, std::size_t number, Time now) {
    const auto id = lifecycle::CertificateId::make();
    const std::string domain =
        fmt::format("{}-{}.{}", one_of(host_words, number), number, one_of(domains, number / 3));
    const std::string digest = crypto::sha256_hex(std::to_string(number));
    const Time begin = now - std::chrono::days{number % 200};
    rows.certificates.push_back({id, domain, fmt::format("team-{}", number % 40), begin});
    rows.versions.push_back({lifecycle::VersionId::make(), id, one_of(origins, number / 5), digest,
                             digest.substr(0, 32), "CN=" + domain, one_of(signers, number / 7), domain,
                             fmt::format(R"(["{}","www.{}"])", domain, domain), one_of(key_kinds, number / 2),
                             begin, begin + std::chrono::days{90 + number % 275}});
    for (const char* prefix : {"", "www."}) rows.names.push_back({id, prefix + domain});
    rows.tags.push_back({id, "environment", one_of(stages, number)});
    rows.tags.push_back({id, "cost-center", std::to_string(1000 + number % 400)});
    if (number % 2 == 0)
        rows.keys.push_back({fmt::format("key_{}", number), digest, one_of(key_kinds, number / 2), begin});
}

}  // namespace

void fill_repository(store::Database& database, std::size_t certificates, Time now) {
    for (std::size_t first = 0; first < certificates; first += batch) {
        Rows rows;
        for (std::size_t number = first; number < std::min(first + batch, certificates); ++number)
            add(rows, number, now);
        database.write([&](store::Transaction& transaction) {
            transaction->execute_each(insert_certificate, rows.certificates);
            transaction->execute_each(insert_version, rows.versions);
            transaction->execute_each(insert_name, rows.names);
            transaction->execute_each(insert_repository_tag, rows.tags);
            transaction->execute_each(insert_key, rows.keys);
        });
    }
}

}  // namespace certwright::bench
