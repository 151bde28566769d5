#include "lifecycle/known_issuers.hpp"

#include "base/utf8.hpp"
#include "inventory/pems.hpp"

namespace certwright::lifecycle {
namespace {

/// In characters, as SQL's substr counts: what the migration wrote has the same.
constexpr std::size_t longest_subject_key = 200;

}  // namespace

std::string subject_key(const std::string& subject) {
    std::size_t end = 0;
    for (std::size_t count = 0; count < longest_subject_key && end < subject.size(); ++count)
        end += std::max<std::size_t>(1, utf8_length(std::string_view{subject}.substr(end)));
    return subject.substr(0, end);
}

constexpr std::string_view insert_issuer = R"(
    INSERT INTO known_issuers (fingerprint_sha256, subject_key, fetched_from, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (fingerprint_sha256) DO NOTHING)";

std::vector<x509::Certificate> remember_issuers(store::Transaction& transaction,
                                                const std::vector<Bytes>& certificates, Time now,
                                                const std::string& fetched_from) {
    std::vector<x509::Certificate> fresh;
    for (const Bytes& der : certificates) {
        x509::Certificate certificate = x509::parse_der(der);
        // Roots of before X.509 version 3 do not say that they are authorities.
        if (!certificate.is_ca && !(certificate.is_self_signed && certificate.version < 3)) continue;
        inventory::keep_certificate(transaction, der);
        if (transaction->execute(insert_issuer,
                                 {certificate.fingerprint_sha256, subject_key(certificate.subject),
                                  store::or_null(fetched_from), now}) > 0)
            fresh.push_back(std::move(certificate));
    }
    return fresh;
}

constexpr std::string_view select_issuers = R"(
    SELECT p.pem FROM known_issuers k JOIN certificate_pems p ON p.fingerprint_sha256 = k.fingerprint_sha256
    WHERE k.subject_key = $1 ORDER BY k.created_at DESC, k.fingerprint_sha256 LIMIT 50)";

std::vector<Bytes> known_issuers(store::Connection& connection, const std::string& name) {
    return connection.list(select_issuers, {subject_key(name)},
                           [](const store::Row& row) { return x509::pem_to_ders(row.text(0)).front(); });
}

}  // namespace certwright::lifecycle
