#include "lifecycle/server_certificate_drive.hpp"

#include "aws/iam_change.hpp"
#include "base/error.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/deployment_tags.hpp"
#include "lifecycle/server_certificate_look.hpp"

#include <fmt/format.h>

#include <optional>

namespace certwright::lifecycle {
namespace {

using EventKind = DeploymentEvent::Kind;

}  // namespace

std::string ServerCertificateDrive::name_of(const std::string& fingerprint) const {
    return server_certificate_name(deployment_.now().certificate_name, fingerprint);
}

/// What is being deleted must not be taken for what is served.
void ServerCertificateDrive::wait_for_deletions() const {
    const auto& means = deployment_.means();
    const bool any = means.database.read([&](store::Connection& connection) {
        return means.deletions.any_under_way(connection, deployment_.now().account);
    });
    if (any)
        throw Error{Fault::unavailable, "superseded server certificates of the account are being deleted"}
            .with_retry_after(2s);
}

void ServerCertificateDrive::look() {
    wait_for_deletions();
    const auto& means = deployment_.means();
    const Deployment& deployment = deployment_.now();
    const Material material = deployment_.wanted_material();
    const std::string& wanted = material.content.leaf.fingerprint_sha256;
    ServerCertificateLook look{means.database, means.deployments, deployment_.client(), deployment_.context(),
                               deployment_.account()};
    const auto view = look.view(material.content, {name_of(wanted), deployment.settings.path});
    if (!view) return deployment_.stop_for(view.failure());
    const DeploymentOrder order{.deployment = deployment.id.text(),
                                .arn = deployment.course.arn,
                                .replace = deployment.settings.replace,
                                .tags = deployment.settings.tags};
    const Step step = upload_preflight(material.content, order, *view, means.clock.now());
    if (step.action == Action::nothing_to_do)
        return deployment_.advance({.kind = EventKind::found, .fingerprint = wanted, .arn = step.arn});
    if (step.action != Action::first_import)
        return deployment_.advance({.kind = EventKind::refused, .fingerprint = wanted},
                                   {.problem = problem_of(step)});
    upload(view->name.name, material);
}

/// An upload may have happened: its tag tells.
void ServerCertificateDrive::resolve() {
    const auto& means = deployment_.means();
    const std::string& fingerprint = deployment_.course().intended;
    const Material intended = deployment_.material_of(fingerprint, {});
    ServerCertificateLook look{means.database, means.deployments, deployment_.client(), deployment_.context(),
                               deployment_.account()};
    const auto arn = look.uploaded_for(intended.content, deployment_.now().id.text(), name_of(fingerprint));
    if (!arn) return deployment_.stop_for(arn.failure());
    arn->empty() ? deployment_.absent() : deployment_.advance({.kind = EventKind::found, .arn = *arn});
}

void ServerCertificateDrive::upload(const std::string& name, const Material& material) {
    deployment_.intend({.kind = EventKind::intend, .fingerprint = material.content.leaf.fingerprint_sha256},
                       {}, nullptr);
    deployment_.report();
    const Secret key = deployment_.open_key(material.content.leaf.spki_sha256);
    const aws::CallContext context = deployment_.until(deployment_.course().intended_at + import_deadline);
    if (context.deadline <= Duration{}) {
        deployment_.advance({.kind = EventKind::not_sent});
        throw Error{Fault::unavailable, "the upload was not sent in time"};
    }
    aws::acm::Tags tags = deployment_.now().settings.tags;
    tags[std::string{deployment_tag}] = deployment_.now().id.text();
    const auto uploaded = aws::iam::upload_server_certificate(
        deployment_.client(),
        {name, deployment_.now().settings.path, material.certificate, material.chain, key, tags}, context);
    if (!uploaded) return judge(uploaded.failure());
    deployment_.advance({.kind = EventKind::imported, .arn = uploaded->arn});
}

void ServerCertificateDrive::judge(const aws::Failure& failure) {
    const bool is_lost = may_have_happened(failure);
    if (!is_lost && !is_passing(failure))
        return deployment_.advance({.kind = EventKind::refused}, {.problem = problem_of(failure)});
    deployment_.advance({.kind = is_lost ? EventKind::lost_reply : EventKind::not_sent});
    deployment_.check_stop();
    // Somebody else was quicker with the same name: looking tells whether it is the same certificate.
    if (failure.code == "EntityAlreadyExists") return;
    try_again(failure);
}

void ServerCertificateDrive::verify() {
    const Course& course = deployment_.course();
    Clock& clock = deployment_.means().clock;
    const std::string name = aws::iam::name_in_arn(course.arn);
    std::optional<LiveCertificate> seen;
    const auto failure = deployment_.look_until(
        [&] { return look_at_server_certificate(deployment_.client(), name, deployment_.context()); }, seen);
    if (failure) return deployment_.stop_for(*failure);
    if (!seen) throw Error{Fault::unavailable, fmt::format("{} is not to be seen yet", course.arn)};
    deployment_.note_told(seen->told);
    const Seen what{seen->served.fingerprint_sha256, seen->serial, clock.now()};
    if (what.fingerprint_sha256 != course.intended)
        return deployment_.advance(
            {.kind = EventKind::mismatch},
            {.problem = {"mismatch",
                         fmt::format("{} is another certificate (serial {})", course.arn, seen->serial),
                         "find out who uploads there, then retry"},
             .seen = what});
    restore_tags(*seen, name);
    deployment_.advance({.kind = EventKind::verified}, {.seen = what});
}

void ServerCertificateDrive::put_back() {
    ensure(false, "nothing is put back in IAM, where nothing is replaced");
}

void ServerCertificateDrive::restore_tags(const LiveCertificate& live, const std::string& name) {
    if (!live.tags) return deployment_.remark("its tags could not be checked: " + live.tags_trouble);
    const auto added = aws::iam::tag_server_certificate(
        deployment_.client(), name, missing_tags(deployment_.now(), live), deployment_.context());
    if (!added) deployment_.remark("its tags could not be set: " + added.failure().text());
}

}  // namespace certwright::lifecycle
