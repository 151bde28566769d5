#include "lifecycle/deployment/upload_preflight.hpp"

#include "aws/iam.hpp"
#include "lifecycle/deployment/step_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr QuotaRule held_server_certificates{
    "server_certificate_quota", "server certificates are held",
    "ask AWS to raise the quota, or delete server certificates that nothing uses"};

/// Nobody else's: the deployment's own, or one that no deployment keeps.
bool is_free(const Served& served, const DeploymentOrder& order) {
    return served.deployment.empty() || served.deployment == order.deployment;
}

/// Was uploaded for this deployment, whether or not its reply arrived.
bool is_own(const Served& served, const DeploymentOrder& order, const ServerCertificateView& view) {
    const bool is_kept = !served.deployment.empty() && served.deployment == order.deployment;
    return is_kept || served.arn == order.arn || aws::iam::name_in_arn(served.arn) == view.name.name;
}

void keep(const Content& content, const Served& served, std::string reason, Step& step) {
    step.action = Action::nothing_to_do;
    step.arn = served.arn;
    step.reason = std::move(reason);
    if (!is_chain_served(content.issuers, served))
        step.warnings.push_back({"other_chain", fmt::format("{} has another chain than the repository, and "
                                                            "IAM cannot replace it",
                                                            served.arn)});
}

/// IAM moves it by another call than uploads; what is uploaded next goes below the path.
void keep_own(const Content& content, const Served& served, const std::string& path, Step& step) {
    keep(content, served, "it is in IAM already", step);
    const std::string end = fmt::format(":server-certificate{}{}", path, aws::iam::name_in_arn(served.arn));
    if (!served.arn.ends_with(end))
        step.warnings.push_back(
            {"path_of_next_version",
             fmt::format("{} stays where it is: only the next version goes below {}", served.arn, path)});
}

void refuse_second(const Served& served, Step& step) {
    step.arn = served.arn;
    step.reason = fmt::format("{} is this very certificate", served.arn);
    if (served.deployment.empty())
        step.refusals.push_back({"in_iam_already", step.reason, "deploy with \"replace\" to take it over"});
    else
        step.refusals.push_back({"kept_by_another_deployment",
                                 fmt::format("deployment {} keeps {}", served.deployment, served.arn),
                                 "remove that deployment first"});
}

void upload(const Content& content, const DeploymentOrder& order, const ServerCertificateView& view, Time now,
            Step& step) {
    step.action = Action::first_import;
    step.reason = fmt::format("it is uploaded as {}", view.name.name);
    if (!order.arn.empty())
        step.warnings.push_back(
            {"iam_not_replaced",
             fmt::format("what uses {} goes on using it: IAM cannot replace; move it by hand", order.arn)});
    add(step.refusals, tag_refusals(order.tags));
    add(step.refusals, revocation_refusals(content));
    add(step.refusals, iam_import_refusals(content, view.name, now));
    refuse_missing_permissions(view.missing_permissions, needed_upload_permissions(), step);
    judge_quota(view.held, held_server_certificates, step);
}

}  // namespace

const std::vector<std::string>& needed_upload_permissions() {
    static const std::vector<std::string> needed{"iam:UploadServerCertificate", "iam:GetServerCertificate",
                                                 "iam:ListServerCertificates", "iam:TagServerCertificate"};
    return needed;
}

Step upload_preflight(const Content& content, const DeploymentOrder& order, const ServerCertificateView& view,
                      Time now) {
    Step step;
    const auto own = std::ranges::find_if(view.same, [&](const Served& served) {
        return is_free(served, order) && is_own(served, order, view);
    });
    const auto free =
        std::ranges::find_if(view.same, [&](const Served& served) { return is_free(served, order); });
    if (own != view.same.end())
        keep_own(content, *own, view.name.path, step);
    else if (free != view.same.end() && order.replace)
        keep(content, *free, "the very certificate is in IAM already", step);
    else if (!view.same.empty())
        refuse_second(free != view.same.end() ? *free : view.same.front(), step);
    else
        upload(content, order, view, now, step);
    if (!step.refusals.empty()) step.action = Action::refused;
    return step;
}

}  // namespace certwright::lifecycle
