#include "lifecycle/deployment_plan.hpp"

#include "aws/permissions.hpp"
#include "inventory/discovery_jobs.hpp"
#include "inventory/lanes.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/foreign_certificate.hpp"
#include "lifecycle/material.hpp"
#include "lifecycle/region_look.hpp"
#include "lifecycle/server_certificate_look.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t regions_at_once = 16;
constexpr const char* cloudfront_region = "us-east-1";

Step refused_by(const aws::Failure& failure) {
    Step step;
    step.refusals.push_back(problem_of(failure));
    step.reason = step.refusals.front().message;
    return step;
}

/// ACM would not notice, and give it another ARN.
void refuse_twin(Step& step) {
    step.action = Action::refused;
    step.refusals.push_back({"same_certificate_twice", "another one of those to be deployed is the very same",
                             "deploy one of the two"});
    step.reason = step.refusals.front().message;
}

/// As IAM's policy simulator has it, which answers the same for every region.
std::vector<std::string> missing_permissions(aws::Client& client, const inventory::Account& account,
                                             const std::string& service,
                                             const std::vector<std::string>& regions,
                                             const aws::CallContext& context) {
    if (regions.empty()) return {};
    aws::CallerIdentity caller{account.aws_account_id, account.caller_arn, "", account.settings.partition};
    if (caller.arn.empty()) {  // nobody has tested the account yet
        auto told = aws::get_caller_identity(client, context);
        if (!told) return {};  // the look at its regions says why
        caller = std::move(*told);
    }
    return aws::denied_actions(client, caller, regions.front(),
                               service == "iam" ? needed_upload_permissions() : needed_permissions(),
                               context);
}

bool has_cloudfront(const std::vector<std::string>& regions) {
    return std::ranges::count(regions, cloudfront_region) > 0;
}

DeploymentOrder order_for(const BulkWish& wish, const std::map<std::string, std::string>& chosen_arns,
                          const std::string& region, const std::optional<Deployment>& standing) {
    DeploymentOrder order;
    order.replace = wish.replace.value_or(standing && standing->settings.replace);
    order.tags = wish.tags;
    if (const auto chosen = chosen_arns.find(region); chosen != chosen_arns.end())
        order.chosen_arn = chosen->second;
    if (!standing) return order;
    order.deployment = standing->id.text();
    order.arn = standing->course.arn;
    return order;
}

void count_planned(std::optional<QuotaUse>& quota, std::int64_t imports, std::int64_t reimports = 0) {
    if (!quota) return;
    quota->planned = imports + reimports;
    quota->used += quota->planned;
    quota->unsure += reimports;
}

}  // namespace

void add_use(const PlannedRegion& planned, PlannedUse& use) {
    if (planned.step.action == Action::first_import) ++use.first_imports;
    if (planned.step.action == Action::reimport) ++use.reimports;
}

std::vector<PlannedRegion> DeploymentPlan::look(const DeploymentWish& wish) {
    const BulkWish one{.certificates = {wish.certificate},
                       .account = wish.account,
                       .service = wish.service,
                       .regions = wish.regions,
                       .path = wish.path,
                       .replace = wish.replace,
                       .tags = wish.tags,
                       .before = {}};
    return std::move(look(one, wish.chosen_arns).front().regions);
}

std::vector<PlannedCertificate> DeploymentPlan::look(const BulkWish& wish,
                                                     const std::map<std::string, std::string>& chosen_arns) {
    std::vector<Material> materials;
    const auto client = database_.read([&](store::Connection& connection) {
        for (const Certificate& certificate : wish.certificates)
            materials.push_back(read_material(connection, keys_, certificate.current.facts.fingerprint_sha256,
                                              certificate.current.issuers));
        return access_.client(connection, wish.account);
    });
    const aws::CallContext context{.deadline = 30s};
    const Setting setting{*client, wish.account, context, has_cloudfront(wish.regions),
                          missing_permissions(*client, wish.account, wish.service, wish.regions, context)};
    std::vector<PlannedCertificate> planned;
    for (const Certificate& certificate : wish.certificates)
        planned.push_back({certificate, std::vector<PlannedRegion>(wish.regions.size())});
    inventory::run_in_lanes(wish.regions.size(), regions_at_once, {}, [&](std::size_t index) {
        const std::string& region = wish.regions[index];
        std::vector<Asked> asked;
        database_.read([&](store::Connection& connection) {
            for (std::size_t each = 0; each < materials.size(); ++each) {
                const Certificate& certificate = wish.certificates[each];
                const auto standing = deployments_.standing(connection, certificate.id,
                                                            {wish.account.id, region, wish.service});
                asked.push_back(
                    {certificate, materials[each], order_for(wish, chosen_arns, region, standing)});
            }
        });
        const auto before = wish.before.find(region);
        const PlannedUse use = before == wish.before.end() ? PlannedUse{} : before->second;
        auto found = wish.service == "iam" ? look_in_iam(setting, wish.path, asked, use)
                                           : look_in(setting, region, asked, use);
        for (std::size_t each = 0; each < found.size(); ++each)
            planned[each].regions[index] = std::move(found[each]);
    });
    return planned;
}

PlannedRegion DeploymentPlan::look(const Deployment& deployment, const Certificate& certificate,
                                   const inventory::Account& account) {
    const auto [material, client] = database_.read([&](store::Connection& connection) {
        return std::pair{read_material(connection, keys_, certificate.current.facts.fingerprint_sha256,
                                       certificate.current.issuers),
                         access_.client(connection, account)};
    });
    const std::vector<std::string> regions{deployment.region};
    const aws::CallContext context{.deadline = 30s};
    const Setting setting{*client, account, context, has_cloudfront(regions),
                          missing_permissions(*client, account, deployment.service, regions, context)};
    const DeploymentOrder order{.deployment = deployment.id.text(),
                                .arn = deployment.course.arn,
                                .replace = deployment.settings.replace,
                                .chosen_arn = deployment.settings.chosen_arn,
                                .tags = deployment.settings.tags};
    const std::vector<Asked> asked{{certificate, material, order}};
    auto found = deployment.service == "iam" ? look_in_iam(setting, deployment.settings.path, asked, {})
                                             : look_in(setting, deployment.region, asked, {});
    return std::move(found.front());
}

std::vector<PlannedRegion> DeploymentPlan::look_in_iam(const Setting& setting, const std::string& path,
                                                       const std::vector<Asked>& asked, PlannedUse use) {
    ServerCertificateLook look{database_, deployments_, setting.client, setting.context, setting.account};
    look.count_against(limits_.server_certificates(setting.client, setting.account, setting.context));
    std::vector<PlannedRegion> planned;
    std::set<std::string> uploaded;  // what the planned uploads are of
    for (const auto& [certificate, material, order] : asked) {
        const std::string& fingerprint = material.content.leaf.fingerprint_sha256;
        auto view = look.view(material.content,
                              {server_certificate_name(certificate.settings.name, fingerprint), path});
        if (!view) {
            planned.push_back(
                {inventory::global_region, order.deployment, refused_by(view.failure()), {}, {}});
            continue;
        }
        ServerCertificateView& seen = *view;
        seen.missing_permissions = setting.missing_permissions;
        count_planned(seen.held, use.first_imports);
        Step step = upload_preflight(material.content, order, seen, clock_.now());
        if (step.action == Action::first_import && !uploaded.insert(fingerprint).second) refuse_twin(step);
        planned.push_back({inventory::global_region, order.deployment, std::move(step), seen.held, {}});
        add_use(planned.back(), use);
    }
    return planned;
}

void DeploymentPlan::warn_of_foreign(const Certificate& certificate, const LiveCertificate& live,
                                     Step& step) const {
    const auto foreign = database_.read(
        [&](store::Connection& connection) { return foreign_to(connection, keys_, certificate.id, live); });
    if (!foreign) return;
    step.warnings.push_back(
        {"replaces_foreign",
         fmt::format("what it goes over is no version of this certificate: {}{}", describe(*foreign),
                     foreign->is_key_held ? "" : ", so that it cannot be put back")});
}

std::vector<PlannedRegion> DeploymentPlan::look_in(const Setting& setting, const std::string& region,
                                                   const std::vector<Asked>& asked, PlannedUse use) {
    RegionLook look{database_, deployments_, setting.client, setting.context, setting.account, region};
    look.list_once();
    look.count_against(limits_.imports(setting.client, setting.account, region, setting.context));
    std::vector<PlannedRegion> planned;
    std::set<std::string> imported;  // what the planned first imports are of
    for (const auto& [certificate, material, order] : asked) {
        auto view = look.view(material.content, order, clock_.now());
        if (!view) {
            planned.push_back({region, order.deployment, refused_by(view.failure()), {}, {}});
            continue;
        }
        RegionView& seen = *view;
        seen.destination.also_in_us_east_1 = setting.also_in_us_east_1;
        seen.missing_permissions = setting.missing_permissions;
        count_planned(seen.imported, use.first_imports);
        count_planned(seen.imported_in_year, use.first_imports, use.reimports);
        Step step = preflight(material.content, order, seen, clock_.now());
        if (const auto live = look.live().find(step.arn);
            step.action == Action::reimport && live != look.live().end())
            warn_of_foreign(certificate, live->second, step);
        if (step.action == Action::first_import &&
            !imported.insert(material.content.leaf.fingerprint_sha256).second)
            refuse_twin(step);
        if (!step.arn.empty() && step.action != Action::refused)
            look.note_taken(step.arn,
                            order.deployment.empty() ? "of " + certificate.settings.name : order.deployment);
        planned.push_back({region, order.deployment, std::move(step), seen.imported, seen.imported_in_year});
        add_use(planned.back(), use);
    }
    return planned;
}

}  // namespace certwright::lifecycle
