#include "inventory/known_certificates.hpp"

namespace certwright::inventory {

constexpr std::string_view select_known = R"(
    SELECT arn, row_hash, fingerprint_sha256, spki_sha256 FROM aws_certificates
    WHERE account = $1 AND region = $2 AND service = 'acm' AND details_state = 'complete' AND NOT pem_stale AND missing_since IS NULL
        AND arn IS NOT NULL AND fingerprint_sha256 IS NOT NULL AND spki_sha256 IS NOT NULL)";

std::vector<KnownCertificate> known_certificates(store::Connection& connection, const AccountId& account,
                                                 const std::string& region) {
    return connection.list(select_known, {account, region}, [](const store::Row& row) {
        return KnownCertificate{row.text(0), row.text(1), row.text(2), row.text(3)};
    });
}

}  // namespace certwright::inventory
