#include "lifecycle/compared_arns.hpp"

namespace certwright::lifecycle {
namespace {

// The version that a deployment saw last, where it is one of the certificate's.
constexpr std::string_view select_compared = R"(
    SELECT l.account, l.arn, l.deployment, a.missing_since, a.details_state, a.type, a.fingerprint_sha256, a.spki_sha256,
        a.not_before, a.not_after, a.described_at, l.served_at, v.fingerprint_sha256, v.spki_sha256, v.not_before,
        v.not_after, a.id, COALESCE(l.service, a.service, 'acm'), a.pem_stale
    FROM (
        SELECT certificate, account, arn, id AS deployment, service, served_fingerprint, served_at FROM deployments
        WHERE certificate = $1 AND arn IS NOT NULL AND state <> 'removed'
        UNION ALL
        SELECT s.certificate, s.account, s.arn, NULL, NULL, NULL, NULL FROM aws_certificate_sync s
        WHERE s.certificate = $1 AND s.is_taken AND NOT EXISTS (
            SELECT 1 FROM deployments k WHERE k.account = s.account AND k.arn = s.arn AND k.state <> 'removed')) l
        LEFT JOIN aws_certificates a ON a.account = l.account AND a.arn = l.arn
        LEFT JOIN certificate_versions v ON v.certificate = l.certificate AND v.fingerprint_sha256 = l.served_fingerprint
    ORDER BY l.account, l.arn)";

/// What discovery found.
void read_known(const store::Row& row, Served& served) {
    served.is_missing = !row.is_null(3);
    served.type = row.optional_text(5).value_or(served.type);
    // Described as new, and the certificate itself could not be fetched: what is stored is the one before.
    if (row.optional_text(4) != "complete" || row.boolean(18)) return;
    served.fingerprint_sha256 = row.optional_text(6).value_or("");
    served.spki_sha256 = row.optional_text(7).value_or("");
    served.not_before = row.optional_time(8);
    served.not_after = row.optional_time(9);
}

/// What the deployment saw.
void read_seen(const store::Row& row, Served& served) {
    served.fingerprint_sha256 = row.text(12);
    served.spki_sha256 = row.text(13);
    served.not_before = row.time(14);
    served.not_after = row.time(15);
}

ComparedArn read_compared(const store::Row& row) {
    ComparedArn compared;
    compared.account = row.id<inventory::AccountId>(0);
    compared.deployment = row.optional_text(2).value_or("");
    compared.served.arn = row.text(1);
    compared.served.service = row.text(17);
    const auto missing_since = row.optional_time(3), described_at = row.optional_time(10),
               seen_at = row.optional_time(11);
    const bool discovered_later = seen_at && ((missing_since && *missing_since > *seen_at) ||
                                              (described_at && *described_at > *seen_at));
    if (seen_at && !discovered_later && !row.is_null(12))
        read_seen(row, compared.served);
    else if (!row.is_null(16))
        read_known(row, compared.served);
    return compared;
}

}  // namespace

std::vector<ComparedArn> compared_arns(store::Connection& connection, const CertificateId& certificate) {
    return connection.list(select_compared, {certificate}, read_compared);
}

constexpr std::string_view select_certificates = R"(
    SELECT certificate FROM deployments
    WHERE account = $1 AND region = $2 AND arn IS NOT NULL AND state <> 'removed'
    UNION
    SELECT s.certificate FROM aws_certificate_sync s JOIN aws_certificates a ON a.account = s.account AND a.arn = s.arn
    WHERE s.account = $1 AND a.region = $2
    ORDER BY 1)";

std::vector<CertificateId> compared_certificates(store::Connection& connection,
                                                 const inventory::AccountId& account,
                                                 const std::string& region) {
    return connection.list(select_certificates, {account, region},
                           [](const store::Row& row) { return row.id<CertificateId>(0); });
}

}  // namespace certwright::lifecycle
