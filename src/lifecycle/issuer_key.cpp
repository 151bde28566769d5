#include "lifecycle/issuer_key.hpp"

#include <string_view>

namespace certwright::lifecycle {

IssuerKey issuer_key_of(const Version& version) {
    return {version.facts.subject, version.facts.spki_sha256};
}

constexpr std::string_view select_issuer_keys = R"(
    SELECT DISTINCT subject, spki_sha256 FROM certificate_versions WHERE certificate = $1 AND is_ca
    ORDER BY subject, spki_sha256)";

std::vector<IssuerKey> issuer_keys_of(store::Connection& connection, const CertificateId& id) {
    return connection.list(select_issuer_keys, {id}, [](const store::Row& row) {
        return IssuerKey{row.text(0), row.text(1)};
    });
}

}  // namespace certwright::lifecycle
