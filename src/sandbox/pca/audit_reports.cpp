#include "sandbox/pca/audit_reports.hpp"

#include "base/json.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/permission_lookup.hpp"
#include "sandbox/pca/published_report.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <shared_mutex>

namespace certwright::sandbox::pca {
namespace {

/// How often AWS makes one of an authority.
constexpr Duration report_interval = std::chrono::minutes{30};

json::object report_row(const Authority& authority, const IssuedCertificate& certificate) {
    std::string digits = certificate.serial;
    std::erase(digits, ':');
    json::object row{{"awsAccountId", authority.account_id}};
    if (!certificate.acm_arn.empty()) row["requestedByServicePrincipal"] = acm_principal;
    row["certificateArn"] = authority.arn + "/certificate/" + digits;
    row["serial"] = certificate.serial;
    row["subject"] = certificate.subject;
    row["notBefore"] = format_rfc3339(certificate.not_before);
    row["notAfter"] = format_rfc3339(certificate.not_after);
    row["issuedAt"] = format_rfc3339(certificate.issued_at);
    if (certificate.revoked_at) {
        row["revokedAt"] = format_rfc3339(*certificate.revoked_at);
        row["revocationReason"] = certificate.revocation_reason;
    }
    return row;
}

/// RFC 4180: in quotes where it must be.
std::string csv_field(const json::object& row, std::string_view member) {
    const auto text = json::text(row, member).value_or("");
    if (text.find_first_of(",\"\n") == text.npos) return text;
    std::string quoted = "\"";
    for (const char each : text) quoted += each == '"' ? std::string{"\"\""} : std::string{each};
    return quoted + "\"";
}

std::string csv_of(const json::array& rows) {
    static constexpr std::string_view columns[] = {"awsAccountId",   "requestedByServicePrincipal",
                                                   "certificateArn", "serial",
                                                   "subject",        "notBefore",
                                                   "notAfter",       "issuedAt",
                                                   "revokedAt",      "revocationReason"};
    std::string text;
    for (const auto column : columns) text += fmt::format("{}{}", text.empty() ? "" : ",", column);
    for (const auto& row : rows) {
        std::string line;
        for (const auto column : columns)
            line +=
                fmt::format("{}{}", column == columns[0] ? "\n" : ",", csv_field(row.as_object(), column));
        text += line;
    }
    return text + "\n";
}

const AuditReport* find_report(const World& world, std::string_view path) {
    for (const auto& [account_id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, authority] : region.pca.authorities) {
                for (const auto& [id, report] : authority.reports) {
                    if (path == "/" + report.bucket + "/" + report.key) return &report;
                }
            }
        }
    }
    return nullptr;
}

}  // namespace

json::object create_certificate_authority_audit_report(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    require_state(authority, {"ACTIVE", "DISABLED", "EXPIRED"}, "make an audit report");
    for (const auto& [id, report] : authority.reports) {
        if (report.created_at + report_interval <= call.now) continue;
        throw ServiceError{"RequestInProgressException",
                           "An audit report can be made every 30 minutes, and one was made since."};
    }
    json::array rows;
    for (const auto& [serial, certificate] : authority.issued) {
        if (certificate.failure.empty()) rows.push_back(report_row(authority, certificate));
    }
    const bool csv = json::text(input, "AuditReportResponseFormat") == "CSV";
    AuditReport made{.id = random_uuid(),
                     .bucket = json::text(input, "S3BucketName").value_or(""),
                     .key = "",
                     .body = csv ? csv_of(rows) : boost::json::serialize(rows),
                     .content_type = csv ? "text/csv" : "application/json",
                     .created_at = call.now};
    made.key = fmt::format("audit-report/{}/{}.{}", authority.id, made.id, csv ? "csv" : "json");
    json::object output{{"AuditReportId", made.id}, {"S3Key", made.key}};
    const std::string id = made.id;
    authority.reports.emplace(id, std::move(made));
    return output;
}

json::object describe_certificate_authority_audit_report(const Call& call, const json::object& input) {
    const auto& authority = require_own_authority(call, input);
    const auto id = json::text(input, "AuditReportId").value_or("");
    const auto found = authority.reports.find(id);
    if (found == authority.reports.end())
        throw ServiceError{"ResourceNotFoundException", fmt::format("Could not find audit report {}.", id)};
    return {{"AuditReportStatus", "SUCCESS"},
            {"S3BucketName", found->second.bucket},
            {"S3Key", found->second.key},
            {"CreatedAt", epoch(found->second.created_at)}};
}

std::optional<PublishedReport> published_report(World& world, std::string_view path) {
    if (path.find("/audit-report/") == path.npos) return std::nullopt;
    const std::shared_lock shared{world.lock};
    const AuditReport* report = find_report(world, path);
    if (report == nullptr) return std::nullopt;
    return PublishedReport{report->content_type, report->body};
}

}  // namespace certwright::sandbox::pca
