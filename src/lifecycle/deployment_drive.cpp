#include "lifecycle/deployment_drive.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/pems.hpp"
#include "inventory/seen_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;
using State = DeploymentState;

/// How long what AWS answers may lag behind an import, in looks that are so far apart.
constexpr std::array<Duration, 3> looks_again{1s, 2s, 4s};

std::string short_form(const std::string& fingerprint) {
    return fingerprint.substr(0, 16);
}

Refusal mismatch_of(const LiveCertificate& live, const std::string& intended) {
    return {"mismatch",
            fmt::format("{} serves the certificate {} (serial {}) instead of {}", live.served.arn,
                        short_form(live.served.fingerprint_sha256), live.serial, short_form(intended)),
            "find out who imports there, then retry"};
}

}  // namespace

DeploymentDrive::DeploymentDrive(const Means& means, aws::Client& client, const inventory::Account& account,
                                 jobs::Run& run, Deployment deployment)
    : means_(means), client_(client), account_(account), run_(run), deployment_(std::move(deployment)) {
    context_.stop = run.stop();
}

void DeploymentDrive::run() {
    do {
        while (!rests(deployment_.course.state)) {
            check_stop();
            step();
            report();
        }
    } while (!finish());
}

void DeploymentDrive::step() {
    switch (deployment_.course.state) {
        case State::waiting:
        case State::importing:  // whoever intended it is gone: what became of it shows by looking
            return advance({.kind = Kind::start});
        case State::looking:
            return look();
        case State::verifying:
            return verify();
        case State::putting_back:
            return put_back();
        case State::deployed:
        case State::failed:
        case State::cancelled:
        case State::removed:
            return;
    }
}

void DeploymentDrive::look() {
    if (!deployment_.course.intended.empty()) return resolve();
    if (deployment_.course.is_cancelled) return advance({.kind = Kind::cancel});
    const Material material = wanted_material();
    const DeploymentOrder order{.deployment = deployment_.id.text(),
                                .arn = deployment_.course.arn,
                                .replace = deployment_.settings.replace,
                                .chosen_arn = deployment_.settings.chosen_arn,
                                .tags = deployment_.settings.tags};
    RegionLook look{means_.database, means_.deployments, client_, context_, account_, deployment_.region};
    const auto view = look.view(material.content, order, means_.clock.now());
    if (!view) return stop_for(view.failure());
    if (!order.arn.empty() && !look.live().contains(order.arn)) {
        const bool was_chosen = order.chosen_arn == order.arn;
        return advance({.kind = Kind::gone},
                       {.chosen_arn = was_chosen ? std::optional{std::string{}} : std::nullopt});
    }
    const Step step = preflight(material.content, order, *view, means_.clock.now());
    switch (step.action) {
        case Action::choose:
        case Action::refused:
            return advance({.kind = Kind::refused, .fingerprint = material.content.leaf.fingerprint_sha256},
                           {.problem = problem_of(step)});
        case Action::nothing_to_do:
            return advance({.kind = Kind::found,
                            .fingerprint = material.content.leaf.fingerprint_sha256,
                            .arn = step.arn});
        case Action::first_import:
        case Action::reimport:
            return import(step, material, look);
    }
}

void DeploymentDrive::resolve() {
    if (const std::string& arn = deployment_.target_arn(); !arn.empty()) return resolve_at(arn);
    const Material intended = material_of(deployment_.course.intended, {});
    RegionLook look{means_.database, means_.deployments, client_, context_, account_, deployment_.region};
    const auto arn = look.imported_for(intended.content, deployment_.id.text());
    if (!arn) return stop_for(arn.failure());
    arn->empty() ? absent() : advance({.kind = Kind::found, .arn = *arn});
}

void DeploymentDrive::resolve_at(const std::string& arn) {
    const auto live = look_at(client_, deployment_.region, arn, context_);
    if (!live && live.failure().kind != aws::FailureKind::not_found) return stop_for(live.failure());
    if (!live && arn == deployment_.course.arn)
        return advance({.kind = Kind::gone}, {.chosen_arn = std::string{}});
    if (live && live->served.fingerprint_sha256 == deployment_.course.intended)
        return advance({.kind = Kind::found, .arn = arn});
    absent();
}

/// What was intended is not there; it may still come until it settles.
void DeploymentDrive::absent() {
    const Time now = means_.clock.now(), settles = settles_at(deployment_.course);
    if (now >= settles) return advance({.kind = Kind::absent, .at = now});
    throw Error{Fault::unavailable,
                fmt::format("the reply to an import into {} was lost; until {} it may still come to be seen",
                            deployment_.region, format_rfc3339(settles))}
        .with_retry_after(std::chrono::ceil<std::chrono::milliseconds>(settles - now));
}

void DeploymentDrive::import(const Step& step, const Material& material, const RegionLook& look) {
    const auto live = look.live().find(step.arn);
    const bool is_reimport = step.action == Action::reimport;
    tags_before_ = live != look.live().end() && live->second.tags ? *live->second.tags : aws::acm::Tags{};
    const auto intended =
        intend(material, is_reimport ? step.arn : "", live == look.live().end() ? nullptr : &live->second);
    if (!intended)
        return advance(
            {.kind = Kind::refused, .fingerprint = material.content.leaf.fingerprint_sha256},
            {.problem = {"kept_by_another_deployment", fmt::format("another deployment keeps {}", step.arn),
                         "remove that deployment first"}});
    deployment_ = *intended;
    report();
    aws::acm::Tags tags;
    if (!is_reimport) {
        tags = deployment_.settings.tags;
        tags[std::string{deployment_tag}] = deployment_.id.text();
    }
    send(material, tags);
}

/// Nothing when another deployment was quicker to reserve `target`, which is empty for a first import.
std::optional<Deployment> DeploymentDrive::intend(const Material& material, const std::string& target,
                                                  const LiveCertificate* replaced) {
    return means_.database.write([&](store::Transaction& transaction) -> std::optional<Deployment> {
        if (!target.empty() && means_.deployments.keeper(transaction, account_.id, target, deployment_.id))
            return std::nullopt;
        DeploymentEvent event{.kind = Kind::intend, .fingerprint = material.content.leaf.fingerprint_sha256};
        Deployments::Note note{.actor = run_.job().requested_by};
        if (!target.empty()) note.chosen_arn = target;  // reserved, and where to look when the reply is lost
        if (replaced && replaced->served.fingerprint_sha256 != event.fingerprint &&
            means_.keys.has(transaction, replaced->served.spki_sha256)) {
            event.before = inventory::keep_certificate(transaction, replaced->leaf);
            note.previous_chain = inventory::keep_chain(transaction, replaced->issuers);
        }
        event.at = means_.clock.now();
        return means_.deployments.advance(transaction, deployment_, event, note);
    });
}

Duration DeploymentDrive::time_left() const {
    return deployment_.course.intended_at + import_deadline - means_.clock.now();
}

void DeploymentDrive::send(const Material& material, const aws::acm::Tags& tags) {
    const Secret key = means_.database
                           .read([&](store::Connection& connection) {
                               return means_.keys.open(connection, material.content.leaf.spki_sha256);
                           })
                           .to_pkcs8_pem();
    aws::CallContext context = context_;
    context.deadline = time_left();
    if (context.deadline <= Duration{}) {
        advance({.kind = Kind::not_sent});
        throw Error{Fault::unavailable, "the import was not sent in time"};
    }
    const auto arn = aws::acm::import_certificate(
        client_, deployment_.region,
        {material.certificate, material.chain, key, deployment_.target_arn(), tags}, context);
    if (!arn) return judge(arn.failure());
    advance({.kind = Kind::imported, .arn = *arn});
}

void DeploymentDrive::judge(const aws::Failure& failure) {
    const bool is_lost = may_have_happened(failure);
    // An ARN that went while it was imported over shows by looking.
    if (!is_lost && !is_passing(failure) && failure.kind != aws::FailureKind::not_found)
        return advance({.kind = Kind::refused}, {.problem = problem_of(failure)});
    advance({.kind = is_lost ? Kind::lost_reply : Kind::not_sent});
    check_stop();
    try_again(failure);
}

void DeploymentDrive::verify() {
    std::optional<LiveCertificate> seen;
    for (std::size_t looks = 0;; ++looks) {
        auto live = look_at(client_, deployment_.region, deployment_.course.arn, context_);
        if (!live && (live.failure().kind != aws::FailureKind::not_found)) return stop_for(live.failure());
        if (live) seen = std::move(*live);
        if (seen && seen->served.fingerprint_sha256 == deployment_.course.intended) break;
        if (looks == looks_again.size()) break;
        if (!means_.clock.wait_until(means_.clock.now() + looks_again[looks], context_.stop)) check_stop();
    }
    if (!seen)
        throw Error{Fault::unavailable, fmt::format("{} is not to be seen yet", deployment_.course.arn)};
    told_ = seen->told;
    const Seen now{seen->served.fingerprint_sha256, seen->serial, means_.clock.now()};
    if (now.fingerprint_sha256 == deployment_.course.intended) {
        if (!restore_tags(*seen)) return;
        return advance({.kind = Kind::verified}, {.seen = now});
    }
    Refusal problem = mismatch_of(*seen, deployment_.course.intended);
    if (deployment_.course.before.empty())
        problem.message +=
            "; nothing was put back, because the key of what was there before is not held here";
    advance({.kind = Kind::mismatch}, {.problem = std::move(problem), .seen = now});
}

/// An import keeps the tags of what it replaces; this makes sure of it. False when the deployment stopped for
/// it.
bool DeploymentDrive::restore_tags(const LiveCertificate& live) {
    if (!live.tags) {
        remark_ = "its tags could not be checked: " + live.tags_trouble;
        return true;
    }
    aws::acm::Tags missing = tags_before_;
    missing.insert(deployment_.settings.tags.begin(), deployment_.settings.tags.end());
    std::erase_if(missing, [&](const auto& tag) {
        return live.tags->contains(tag.first) || tag.first.starts_with("aws:");
    });
    const std::string own{deployment_tag};
    if (const auto tag = live.tags->find(own);
        tag == live.tags->end() || tag->second != deployment_.id.text())
        missing[own] = deployment_.id.text();
    else
        missing.erase(own);
    const auto added =
        aws::acm::add_tags(client_, deployment_.region, deployment_.course.arn, missing, context_);
    if (added) return true;
    if (is_passing(added.failure())) {
        stop_for(added.failure());
        return false;
    }
    remark_ = "its tags could not be set: " + added.failure().text();
    return true;
}

void DeploymentDrive::put_back() {
    const Refusal problem = deployment_.problem;
    const Material before = material_of(deployment_.course.before,
                                        json::parse_texts(deployment_.previous_chain, "a stored chain"));
    const Secret key = means_.database
                           .read([&](store::Connection& connection) {
                               return means_.keys.open(connection, before.content.leaf.spki_sha256);
                           })
                           .to_pkcs8_pem();
    aws::CallContext context = context_;
    context.deadline = import_deadline;
    const auto arn = aws::acm::import_certificate(
        client_, deployment_.region, {before.certificate, before.chain, key, deployment_.course.arn, {}},
        context);
    if (arn) return see_what_is_back(problem);
    check_stop();
    // The same over the same ARN does no harm, so that a lost reply is no reason to look.
    if (is_passing(arn.failure())) try_again(arn.failure());
    Refusal both = problem;
    both.message += "; and what was there before could not be put back: " + arn.failure().text();
    advance({.kind = Kind::refused}, {.problem = std::move(both)});
}

void DeploymentDrive::see_what_is_back(const Refusal& problem) {
    Refusal told = problem;
    told.message += "; what was there before was put back";
    std::optional<Seen> seen;
    if (const auto live = look_at(client_, deployment_.region, deployment_.course.arn, context_)) {
        seen = Seen{live->served.fingerprint_sha256, live->serial, means_.clock.now()};
        told_ = live->told;
    }
    if (seen && seen->fingerprint_sha256 != deployment_.course.before)
        told.message += ", and yet it is not served";
    advance({.kind = Kind::put_back}, {.problem = std::move(told), .seen = seen});
}

bool DeploymentDrive::finish() {
    return means_.database.write([&](store::Transaction& transaction) {
        deployment_ = means_.deployments.get(transaction, deployment_.id);
        if (!rests(deployment_.course.state)) return false;
        std::string outcome{to_string(deployment_.course.state)};
        if (deployment_.course.state == State::deployed) outcome = "deployed to " + deployment_.course.arn;
        if (!deployment_.problem.message.empty()) outcome += ": " + deployment_.problem.message;
        if (!remark_.empty()) outcome += "; " + remark_;
        run_.complete(transaction, std::move(outcome));
        return true;
    });
}

void DeploymentDrive::advance(const DeploymentEvent& event, Deployments::Note note) {
    note.actor = run_.job().requested_by;
    deployment_ = means_.database.write([&](store::Transaction& transaction) {
        if (told_)
            inventory::keep_seen(transaction, {account_.id, deployment_.region, deployment_.service}, *told_,
                                 means_.clock.now());
        return means_.deployments.advance(transaction, deployment_, event, note);
    });
    told_.reset();
}

/// A question to AWS has failed: it is asked again later, or the deployment ends here. What may be under way
/// stays unresolved then.
void DeploymentDrive::stop_for(const aws::Failure& failure) {
    check_stop();
    if (is_passing(failure)) try_again(failure);
    const bool untouched = deployment_.course.state == State::looking && deployment_.course.intended.empty();
    advance({.kind = untouched ? Kind::refused : Kind::give_up}, {.problem = problem_of(failure)});
}

void DeploymentDrive::check_stop() const {
    if (context_.stop.stop_requested()) throw Error{Fault::unavailable, "interrupted"};
}

void DeploymentDrive::report() const {
    run_.progress(boost::json::serialize(json::object{{"deployment", deployment_.id.text()},
                                                      {"certificate", deployment_.certificate_name},
                                                      {"account", deployment_.account_name},
                                                      {"region", deployment_.region},
                                                      {"state", to_string(deployment_.course.state)},
                                                      {"arn", json::or_null(deployment_.course.arn)}}));
}

Material DeploymentDrive::material_of(const std::string& fingerprint,
                                      const std::vector<std::string>& issuers) const {
    return means_.database.read([&](store::Connection& connection) {
        return read_material(connection, means_.keys, fingerprint, issuers);
    });
}

Material DeploymentDrive::wanted_material() const {
    return means_.database.read([&](store::Connection& connection) {
        for (const Version& version : means_.repository.versions(connection, deployment_.certificate))
            if (version.facts.fingerprint_sha256 == deployment_.course.wanted)
                return read_material(connection, means_.keys, deployment_.course.wanted, version.issuers);
        ensure(false, "what a deployment wants is a version of its certificate");
        return Material{};
    });
}

}  // namespace certwright::lifecycle
