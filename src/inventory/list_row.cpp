#include "inventory/list_row.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::inventory {
namespace {

std::string text(const std::optional<Time>& time) {
    return time ? format_rfc3339(*time) : "";
}
std::string text(const std::optional<bool>& value) {
    return value ? (*value ? "yes" : "no") : "";
}

}  // namespace

ListRow to_list_row(const aws::acm::CertificateSummary& summary) {
    ListRow row;
    row.arn = summary.arn;
    row.type = summary.type;
    row.status = summary.status;
    row.domain_name = summary.domain_name;
    row.key_algorithm = summary.key_algorithm;
    row.names = summary.subject_alternative_names;
    std::sort(row.names.begin(), row.names.end());
    row.names_complete = !summary.has_additional_subject_alternative_names && !row.names.empty();
    row.in_use = summary.in_use;
    row.exported = summary.exported;
    row.export_option = summary.export_option;
    row.renewal_eligibility = summary.renewal_eligibility;
    row.managed_by = summary.managed_by;
    row.key_pair_origin = summary.key_pair_origin;
    row.not_before = summary.not_before;
    row.not_after = summary.not_after;
    row.created_at = summary.created_at;
    row.issued_at = summary.issued_at;
    row.imported_at = summary.imported_at;
    row.revoked_at = summary.revoked_at;
    return row;
}

ListRow to_list_row(const aws::acm::CertificateDetail& described) {
    ListRow row;
    row.arn = described.arn;
    row.type = described.type;
    row.status = described.status;
    row.domain_name = described.domain_name;
    row.key_algorithm = described.key_algorithm;
    row.names = described.subject_alternative_names;
    std::sort(row.names.begin(), row.names.end());
    row.names_complete = !row.names.empty();
    row.in_use = !described.in_use_by.empty();
    row.export_option = described.export_option;
    row.renewal_eligibility = described.renewal_eligibility;
    row.managed_by = described.managed_by;
    row.key_pair_origin = described.key_pair_origin;
    row.not_before = described.not_before;
    row.not_after = described.not_after;
    row.created_at = described.created_at;
    row.issued_at = described.issued_at;
    row.imported_at = described.imported_at;
    row.revoked_at = described.revoked_at;
    return row;
}

ListRow to_list_row(const aws::iam::ServerCertificate& certificate, Time now) {
    ListRow row;
    row.arn = certificate.arn;
    row.type = "IMPORTED";
    row.status = certificate.expires_at && *certificate.expires_at <= now ? "EXPIRED" : "ISSUED";
    row.domain_name = certificate.name;
    row.not_after = certificate.expires_at;
    row.imported_at = certificate.uploaded_at;
    row.renewal_eligibility = "INELIGIBLE";
    return row;
}

Fields to_fields(const ListRow& row, bool with_names) {
    return {{"domain_name", row.domain_name},
            {"subject_alternative_names", with_names ? fmt::format("{}", fmt::join(row.names, ", ")) : ""},
            {"type", row.type},
            {"status", row.status},
            {"key_algorithm", row.key_algorithm},
            {"in_use", text(row.in_use)},
            {"exported", text(row.exported)},
            {"export_option", row.export_option},
            {"renewal_eligibility", row.renewal_eligibility},
            {"managed_by", row.managed_by},
            {"key_pair_origin", row.key_pair_origin},
            {"not_before", text(row.not_before)},
            {"not_after", text(row.not_after)},
            {"created_at", text(row.created_at)},
            {"issued_at", text(row.issued_at)},
            {"imported_at", text(row.imported_at)},
            {"revoked_at", text(row.revoked_at)}};
}

std::string hash_of(const ListRow& row) {
    return hash_of(to_fields(row));
}

}  // namespace certwright::inventory
