#include "lifecycle/version_row.hpp"

#include "base/json.hpp"

namespace certwright::lifecycle {

Version read_version(const store::Row& row, std::size_t first) {
    Version version;
    version.id = row.id<VersionId>(first);
    version.certificate = row.id<CertificateId>(first + 1);
    version.number = row.integer(first + 2);
    version.origin = parse_origin(row.text(first + 3));
    version.source_arn = row.optional_text(first + 4).value_or("");
    version.is_current = row.boolean(first + 5);
    Facts& facts = version.facts;
    facts.fingerprint_sha256 = row.text(first + 6);
    facts.spki_sha256 = row.text(first + 7);
    facts.serial = row.text(first + 8);
    facts.subject = row.text(first + 9);
    facts.issuer = row.text(first + 10);
    facts.domain_name = row.text(first + 11);
    facts.names = json::parse_texts(row.text(first + 12), "stored names");
    facts.key_algorithm = row.text(first + 13);
    facts.signature_algorithm = row.text(first + 14);
    facts.not_before = row.time(first + 15);
    facts.not_after = row.time(first + 16);
    facts.is_ca = row.boolean(first + 17);
    facts.is_self_signed = row.boolean(first + 18);
    version.issuers = json::parse_texts(row.text(first + 19), "a stored chain");
    version.reaches_root = row.boolean(first + 20);
    version.created_by = row.text(first + 21);
    version.created_at = row.time(first + 22);
    version.has_key = row.boolean(first + 23);
    version.is_revoked = row.boolean(first + 24);
    return version;
}

}  // namespace certwright::lifecycle
