#include "lifecycle/deployment_import.hpp"

#include "aws/acm_import.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "lifecycle/deployment_tags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;

std::string short_form(const std::string& fingerprint) {
    return fingerprint.substr(0, 16);
}

Refusal mismatch_of(const LiveCertificate& live, const std::string& intended) {
    return {"mismatch",
            fmt::format("{} serves the certificate {} (serial {}) instead of {}", live.served.arn,
                        short_form(live.served.fingerprint_sha256), live.serial, short_form(intended)),
            "find out who imports there, then retry"};
}

/// The account's own quota, which all its deployments wait for, and nothing that AWS said.
bool is_late_turn(const aws::Failure& failure) {
    return failure.kind == aws::FailureKind::throttled && failure.code.empty();
}

}  // namespace

aws::Outcome<LiveCertificate> DeploymentImport::look() {
    return look_at(deployment_.client(), deployment_.now().region, deployment_.course().arn,
                   deployment_.context());
}

void DeploymentImport::import(const Step& step, const Material& material, const RegionLook& look) {
    const bool is_reimport = step.action == Action::reimport;
    const auto found = look.live().find(step.arn);
    const LiveCertificate* live = found == look.live().end() ? nullptr : &found->second;
    DeploymentEvent event{.kind = Kind::intend, .fingerprint = material.content.leaf.fingerprint_sha256};
    Deployments::Note note;
    if (is_reimport) {
        event.arn = step.arn;
        note.previous_tags = live && live->tags ? *live->tags : aws::acm::Tags{};
    }
    if (!deployment_.intend(event, std::move(note), live))
        return deployment_.advance(
            {.kind = Kind::refused, .fingerprint = event.fingerprint},
            {.problem = {"kept_by_another_deployment", fmt::format("another deployment keeps {}", step.arn),
                         "remove that deployment first"}});
    deployment_.report();
    aws::acm::Tags tags;
    if (!is_reimport) {
        tags = deployment_.now().settings.tags;
        tags[std::string{deployment_tag}] = deployment_.now().id.text();
    }
    send(material, tags);
}

void DeploymentImport::send(const Material& material, const aws::acm::Tags& tags) {
    const Secret key = deployment_.open_key(material.content.leaf.spki_sha256);
    const Course& course = deployment_.course();
    const aws::CallContext context = deployment_.until(course.intended_at + import_deadline);
    if (context.deadline <= Duration{}) {
        deployment_.advance({.kind = Kind::not_sent});
        throw Error{Fault::unavailable, "the import was not sent in time"};
    }
    const auto arn = aws::acm::import_certificate(
        deployment_.client(), deployment_.now().region,
        {material.certificate, material.chain, key, course.target, tags}, context);
    if (!arn) return judge(arn.failure());
    deployment_.advance({.kind = Kind::imported, .arn = *arn});
}

void DeploymentImport::judge(const aws::Failure& failure) {
    const bool is_lost = may_have_happened(failure);
    // An ARN that went while it was imported over shows by looking.
    if (!is_lost && !is_passing(failure) && failure.kind != aws::FailureKind::not_found)
        return deployment_.advance({.kind = Kind::refused}, {.problem = problem_of(failure)});
    deployment_.advance({.kind = is_lost ? Kind::lost_reply : Kind::not_sent});
    deployment_.check_stop();
    // Where many wait for one import a second it is nobody's failure: they look again and queue up anew.
    if (!is_lost && is_late_turn(failure)) return;
    try_again(failure);
}

void DeploymentImport::verify() {
    const Course& course = deployment_.course();
    Clock& clock = deployment_.means().clock;
    std::optional<LiveCertificate> seen;
    const auto failure = deployment_.look_until([&] { return look(); }, seen);
    if (failure) return deployment_.stop_for(*failure);
    if (!seen) throw Error{Fault::unavailable, fmt::format("{} is not to be seen yet", course.arn)};
    if (seen->served.fingerprint_sha256 != course.intended) return judge_mismatch(*seen);
    deployment_.note_told(seen->told);
    if (!is_chain_served(deployment_.issuers_of(course.intended), seen->served))
        deployment_.remark("AWS serves it with another chain than the repository has");
    if (!restore_tags(*seen)) return;
    deployment_.advance({.kind = Kind::verified},
                        {.seen = Seen{seen->served.fingerprint_sha256, seen->serial, clock.now()}});
}

void DeploymentImport::judge_mismatch(const LiveCertificate& seen) {
    const Course& course = deployment_.course();
    const Time now = deployment_.means().clock.now();
    if (seen.served.fingerprint_sha256 == course.before && now < course.intended_at + settling_time)
        throw Error{Fault::unavailable, fmt::format("{} still serves what was there before", course.arn)};
    deployment_.note_told(seen.told);
    Refusal problem = mismatch_of(seen, course.intended);
    if (course.before.empty())
        problem.message +=
            "; nothing was put back, because the key of what was there before is not held here";
    deployment_.advance(
        {.kind = Kind::mismatch},
        {.problem = std::move(problem), .seen = Seen{seen.served.fingerprint_sha256, seen.serial, now}});
}

/// An import keeps the tags of what it replaces; this makes sure of it. False when the deployment stopped for
/// it.
bool DeploymentImport::restore_tags(const LiveCertificate& live) {
    if (!live.tags) {
        deployment_.remark("its tags could not be checked: " + live.tags_trouble);
        return true;
    }
    const auto added =
        aws::acm::add_tags(deployment_.client(), deployment_.now().region, deployment_.course().arn,
                           missing_tags(deployment_.now(), live), deployment_.context());
    if (added) return true;
    if (is_passing(added.failure())) {
        deployment_.stop_for(added.failure());
        return false;
    }
    deployment_.remark("its tags could not be set: " + added.failure().text());
    return true;
}

void DeploymentImport::put_back() {
    const Refusal problem = deployment_.now().problem;
    const Course& course = deployment_.course();
    const auto live = look();
    if (!live && live.failure().kind != aws::FailureKind::not_found)
        return deployment_.stop_for(live.failure());
    // It has changed since: what was imported came to be seen, or what was there before.
    const std::string serves = live ? live->served.fingerprint_sha256 : "";
    if (serves == course.intended) return deployment_.advance({.kind = Kind::found, .arn = course.arn});
    // Perhaps because it was never replaced: only who imports it says that it was put back.
    if (serves == course.before) return end_put_back(problem, "AWS serves what was there before", &*live);
    import_back(problem);
}

void DeploymentImport::import_back(const Refusal& problem) {
    const Deployment& deployment = deployment_.now();
    const Material before = deployment_.material_of(
        deployment.course.before, json::parse_texts(deployment.previous_chain, "a stored chain"));
    const Secret key = deployment_.open_key(before.content.leaf.spki_sha256);
    const auto arn =
        aws::acm::import_certificate(deployment_.client(), deployment.region,
                                     {before.certificate, before.chain, key, deployment.course.arn, {}},
                                     deployment_.until(deployment_.means().clock.now() + import_deadline));
    if (arn) {
        const auto live = look();
        const bool is_served = !live || live->served.fingerprint_sha256 == deployment.course.before;
        return end_put_back(problem,
                            is_served ? "what was there before was put back"
                                      : "what was there before was put back, and yet it is not served",
                            live ? &*live : nullptr);
    }
    deployment_.check_stop();
    // The same over the same ARN does no harm, so that a lost reply is no reason to look.
    if (is_passing(arn.failure())) try_again(arn.failure());
    Refusal both = problem;
    both.message += "; and what was there before could not be put back: " + arn.failure().text();
    deployment_.advance({.kind = Kind::refused}, {.problem = std::move(both)});
}

void DeploymentImport::end_put_back(const Refusal& problem, std::string_view how,
                                    const LiveCertificate* live) {
    Refusal told = problem;
    told.message.append("; ").append(how);
    std::optional<Seen> seen;
    if (live) {
        seen = Seen{live->served.fingerprint_sha256, live->serial, deployment_.means().clock.now()};
        deployment_.note_told(live->told);
    }
    deployment_.advance({.kind = Kind::put_back}, {.problem = std::move(told), .seen = seen});
}

}  // namespace certwright::lifecycle
