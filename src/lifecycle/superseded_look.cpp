#include "lifecycle/superseded_look.hpp"

#include "aws/iam.hpp"
#include "aws/permissions.hpp"
#include "base/error.hpp"
#include "inventory/discovery_jobs.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"
#include "lifecycle/deployment/tag_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr const char* deletion_permission = "iam:DeleteServerCertificate";

std::vector<std::string> names_in_iam(aws::Client& client, const aws::CallContext& context) {
    std::vector<std::string> names;
    std::string marker;
    do {
        const auto page = aws::iam::list_server_certificates(client, marker, context).take();
        for (const auto& row : page.rows) names.push_back(row.name);
        if (!marker.empty() && page.marker == marker)
            aws::raise(aws::repeated_page("iam", "ListServerCertificates", {}));
        marker = page.marker;
    } while (!marker.empty());
    return names;
}

/// As IAM's policy simulator has it.
bool may_delete(aws::Client& client, const inventory::Account& account, const aws::CallContext& context) {
    if (account.caller_arn.empty()) return true;
    const aws::CallerIdentity identity{account.aws_account_id, account.caller_arn, "",
                                       account.settings.partition};
    return aws::denied_actions(client, identity, inventory::global_region, {deletion_permission}, context)
        .empty();
}

constexpr std::string_view select_versions = R"(
    SELECT fingerprint_sha256 FROM certificate_versions
    WHERE fingerprint_sha256 >= $1 AND fingerprint_sha256 <= $2 LIMIT 1)";

/// Whether the repository holds a certificate whose fingerprint begins so.
bool has_version(store::Connection& connection, std::string_view beginning) {
    const std::string first{beginning}, last = first + 'g';  // what follows all hexadecimal digits
    return connection.find(select_versions, {first, last}, [](const store::Row& row) { return row.text(0); })
        .has_value();
}

HeldServerCertificate held_of(store::Connection& connection, const LiveCertificate& live) {
    HeldServerCertificate held;
    held.arn = live.served.arn;
    held.name = live.told.server_certificate->name;
    held.fingerprint_sha256 = live.served.fingerprint_sha256;
    held.is_version = has_version(connection, held.fingerprint_sha256);
    const aws::acm::Tags& tags = live.tags.value();
    if (const auto tag = tags.find(std::string{deployment_tag}); tag != tags.end())
        held.deployment = tag->second;
    return held;
}

constexpr std::string_view select_claims = R"(
    SELECT arn, chosen_arn, target, wanted, intended FROM deployments
    WHERE account = $1 AND service = 'iam' AND state <> 'removed')";

DeploymentClaims claims_in(store::Connection& connection, const inventory::AccountId& account) {
    DeploymentClaims claims;
    connection.query(select_claims, {account}, [&](const store::Row& row) {
        for (std::size_t column = 0; column < 3; ++column)
            if (!row.is_null(column)) claims.arns.insert(row.text(column));
        for (std::size_t column = 3; column < 5; ++column)
            if (!row.is_null(column)) claims.fingerprints.insert(row.text(column));
    });
    return claims;
}

}  // namespace

std::optional<Refusal> reason_to_keep(store::Connection& connection, const Deployment& deployment,
                                      const LiveCertificate& live) {
    if (deployment.course.state == DeploymentState::removed)
        return Refusal{"not_managed",
                       fmt::format("deployment {} is not managed any more", deployment.id.text()),
                       "delete it in AWS, if nothing uses it"};
    return reason_to_keep(held_of(connection, live), deployment.id.text(),
                          claims_in(connection, deployment.account));
}

void check_successor(aws::Client& client, const Deployment& deployment, const aws::CallContext& context) {
    const std::string& arn = deployment.course.arn;
    if (!arn.empty()) {
        const auto current = look_at_server_certificate(client, aws::iam::name_in_arn(arn), context);
        if (current && current->served.arn == arn) return;
        if (!current && current.failure().kind != aws::FailureKind::not_found) aws::raise(current.failure());
    }
    throw Error{Fault::conflict,
                fmt::format("IAM has not what deployment {} keeps: {}", deployment.id.text(), arn),
                "deploy the certificate again first"};
}

std::vector<SupersededCertificate> SupersededLook::look(const Deployment& deployment,
                                                        const inventory::Account& account) {
    const auto client =
        database_.read([&](store::Connection& connection) { return access_.client(connection, account); });
    const aws::CallContext context{.deadline = 30s};
    check_successor(*client, deployment, context);
    std::vector<SupersededCertificate> found;
    for (const std::string& name : uploaded(names_in_iam(*client, context))) {
        const auto live = look_at_server_certificate(*client, name, context);
        if (!live && live.failure().kind == aws::FailureKind::not_found) continue;
        if (!live) aws::raise(live.failure());
        judge(deployment, *live, found);
    }
    if (!found.empty() && !may_delete(*client, account, context))
        for (SupersededCertificate& one : found)
            one.obstacle = Refusal{"permission_missing",
                                   fmt::format("the account does not allow {}", deletion_permission),
                                   "allow it in the policy of the user or role that Certwright acts as"};
    std::ranges::sort(found, {}, &SupersededCertificate::not_after);
    return found;
}

/// Those that have the name of a version that the repository holds: only about them IAM is asked further.
std::vector<std::string> SupersededLook::uploaded(const std::vector<std::string>& names) {
    std::vector<std::string> found;
    database_.read([&](store::Connection& connection) {
        for (const std::string& name : names)
            if (const auto version = version_in_name(name);
                !version.empty() && has_version(connection, version))
                found.push_back(name);
    });
    return found;
}

void SupersededLook::judge(const Deployment& deployment, const LiveCertificate& live,
                           std::vector<SupersededCertificate>& found) {
    if (live.served.arn == deployment.course.arn) return;
    database_.read([&](store::Connection& connection) {
        if (!is_upload_of(held_of(connection, live), deployment.id.text())) return;
        const auto& metadata = *live.told.server_certificate;
        found.push_back({live.served.arn, metadata.name, live.served.fingerprint_sha256, live.serial,
                         metadata.uploaded_at, live.served.not_after.value(),
                         reason_to_keep(connection, deployment, live)});
    });
}

}  // namespace certwright::lifecycle
