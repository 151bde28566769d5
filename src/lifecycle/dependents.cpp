#include "lifecycle/dependents.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/issuer_key.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

std::int64_t count_of(store::Connection& connection, std::string_view sql, const store::Values& values) {
    return connection.find(sql, values, [](const store::Row& row) { return row.integer(0); }).value_or(0);
}

constexpr std::string_view count_other_holders = R"(
    SELECT count(*) FROM certificate_versions
    WHERE is_ca AND spki_sha256 = $1 AND subject = $2 AND certificate <> $3)";
constexpr std::string_view count_unended = R"(
    SELECT count(*) FROM issued_certificates
    WHERE issuer_spki = $1 AND issuer = $2 AND revoked_at IS NULL AND not_after > $3)";
constexpr std::string_view count_lists =
    "SELECT count(*) FROM revocation_lists WHERE issuer_spki = $1 AND issuer = $2";
constexpr std::string_view count_requests =
    "SELECT count(*) FROM certificate_requests WHERE certificate = $1 AND done_at IS NULL";
constexpr std::string_view count_deployments =
    "SELECT count(*) FROM deployments WHERE certificate = $1 AND state <> 'removed'";
constexpr std::string_view select_groups = R"(
    SELECT g.name FROM certificate_group_members m JOIN certificate_groups g ON g.id = m.group_id
    WHERE m.certificate = $1 ORDER BY g.name_key)";

}  // namespace

Dependents dependents_of(store::Connection& connection, const CertificateId& certificate, Time now) {
    Dependents found;
    for (const auto& [name, spki] : issuer_keys_of(connection, certificate)) {
        if (count_of(connection, count_other_holders, {spki, name, certificate}) > 0) continue;
        found.issued += count_of(connection, count_unended, {spki, name, now});
        found.revocation_lists += count_of(connection, count_lists, {spki, name});
    }
    found.requests = count_of(connection, count_requests, {certificate});
    found.deployments = count_of(connection, count_deployments, {certificate});
    found.groups =
        connection.list(select_groups, {certificate}, [](const store::Row& row) { return row.text(0); });
    return found;
}

void refuse_removal_of_issuer(const Certificate& certificate, const Dependents& dependents) {
    if (dependents.issued == 0) return;
    throw Error{Fault::conflict,
                fmt::format("certificate {} cannot be removed, refused by the rule has_issued: it issued {} "
                            "that {} neither ended nor been revoked",
                            in_quotes(certificate.settings.name),
                            dependents.issued == 1 ? "a certificate"
                                                   : fmt::format("{} certificates", dependents.issued),
                            dependents.issued == 1 ? "has" : "have"),
                "ask for it in spite of them (with_issued, --with-issued); export the authority with its key "
                "before"}
        .with_field("certificate", "has_issued");
}

}  // namespace certwright::lifecycle
