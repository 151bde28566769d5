#include "inventory/known_certificates.hpp"

namespace certwright::inventory {

constexpr std::string_view select_known = R"(
    SELECT arn, row_hash, fingerprint_sha256, spki_sha256 FROM aws_certificates
    WHERE account = $1 AND region = $2 AND service = 'acm' AND details_state = 'complete' AND missing_since IS NULL
        AND arn IS NOT NULL AND fingerprint_sha256 IS NOT NULL AND spki_sha256 IS NOT NULL)";

std::vector<KnownCertificate> known_certificates(store::Connection& connection, const AccountId& account,
                                                 const std::string& region) {
    return connection.list(select_known, {account, region}, [](const store::Row& row) {
        return KnownCertificate{row.text(0), row.text(1), row.text(2), row.text(3)};
    });
}

constexpr std::string_view select_state = R"(
    SELECT missing_since, details_state, type, fingerprint_sha256, spki_sha256, not_before, not_after, described_at
    FROM aws_certificates WHERE account = $1 AND arn = $2)";

std::optional<KnownState> find_known_state(store::Connection& connection, const AccountId& account,
                                           const std::string& arn) {
    return connection.find(select_state, {account, arn}, [](const store::Row& row) {
        KnownState known;
        known.is_missing = !row.is_null(0);
        known.is_complete = row.text(1) == "complete";
        known.type = row.text(2);
        known.fingerprint_sha256 = row.optional_text(3).value_or("");
        known.spki_sha256 = row.optional_text(4).value_or("");
        known.not_before = row.optional_time(5);
        known.not_after = row.optional_time(6);
        known.described_at = row.optional_time(7);
        return known;
    });
}

}  // namespace certwright::inventory
