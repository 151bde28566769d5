#pragma once

#include "lifecycle/certificate.hpp"
#include "store/value.hpp"

#include <string_view>

namespace certwright::lifecycle {

/// The columns of a version, of certificate_versions under the name `v`, in the order in which read_version
/// takes them.
inline constexpr std::string_view version_columns = R"(
    v.id, v.certificate, v.number, v.origin, v.source_arn, v.is_current, v.fingerprint_sha256, v.spki_sha256, v.serial,
    v.subject, v.issuer, v.domain_name, v.names, v.key_algorithm, v.signature_algorithm, v.not_before, v.not_after,
    v.is_ca, v.is_self_signed, v.chain, v.reaches_root, v.created_by, v.created_at,
    EXISTS (SELECT 1 FROM private_keys k WHERE k.spki_sha256 = v.spki_sha256),
    EXISTS (SELECT 1 FROM issued_certificates i WHERE i.fingerprint_sha256 = v.fingerprint_sha256
        AND i.revoked_at IS NOT NULL))";
inline constexpr std::size_t version_column_count = 25;

/// `first` is the column of v.id.
Version read_version(const store::Row& row, std::size_t first = 0);

}  // namespace certwright::lifecycle
