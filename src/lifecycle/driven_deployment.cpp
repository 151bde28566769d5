#include "lifecycle/driven_deployment.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/pems.hpp"
#include "inventory/seen_certificate.hpp"
#include "lifecycle/foreign_certificate.hpp"
#include "lifecycle/roll_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;

/// How long what AWS answers may lag behind an import, in looks that are so far apart.
constexpr std::array<Duration, 3> looks_again{1s, 2s, 4s};

}  // namespace

DrivenDeployment::DrivenDeployment(const Means& means, aws::Client& client, const inventory::Account& account,
                                   jobs::Run& run, Deployment deployment)
    : means_(means), client_(client), account_(account), run_(run), deployment_(std::move(deployment)) {
    context_.stop = run.stop();
}

void DrivenDeployment::drive(ServiceSteps& steps) {
    do {
        while (!rests(course().state) && !is_held()) {
            check_stop();
            step(steps);
            report();
        }
    } while (!finish());
}

void DrivenDeployment::step(ServiceSteps& steps) {
    switch (course().state) {
        case DeploymentState::waiting:
        case DeploymentState::importing:  // whoever intended it is gone: what became of it shows by looking
            return advance({.kind = Kind::start});
        case DeploymentState::looking:
            if (!course().intended.empty()) return steps.resolve();
            if (course().is_cancelled) return advance({.kind = Kind::cancel});
            return steps.look();
        case DeploymentState::verifying:
            return steps.verify();
        case DeploymentState::putting_back:
            return steps.put_back();
        case DeploymentState::deployed:
        case DeploymentState::failed:
        case DeploymentState::cancelled:
        case DeploymentState::removed:
            return;
    }
}

void DrivenDeployment::advance(const DeploymentEvent& event, Deployments::Note note) {
    note.actor = run_.job().requested_by;
    deployment_ = means_.database.write([&](store::Transaction& transaction) {
        if (told_)
            inventory::keep_seen(transaction, {account_.id, deployment_.region, deployment_.service}, *told_,
                                 means_.clock.now());
        return means_.deployments.advance(transaction, deployment_, event, note);
    });
    told_.reset();
}

bool DrivenDeployment::intend(DeploymentEvent event, Deployments::Note note,
                              const LiveCertificate* replaced) {
    note.actor = run_.job().requested_by;
    const auto intended =
        means_.database.write([&](store::Transaction& transaction) -> std::optional<Deployment> {
            if (!event.arn.empty() &&
                means_.deployments.keeper(transaction, account_.id, event.arn, deployment_.id))
                return std::nullopt;
            if (event.arn.empty()) wait_for_twin(transaction, event.fingerprint);
            if (replaced && replaced->served.fingerprint_sha256 != event.fingerprint &&
                means_.keys.has(transaction, replaced->served.spki_sha256)) {
                event.before = inventory::keep_certificate(transaction, replaced->leaf);
                note.previous_chain = inventory::keep_chain(transaction, replaced->issuers);
            }
            if (replaced)
                note.foreign = foreign_to(transaction, means_.keys, deployment_.certificate, *replaced);
            event.at = means_.clock.now();
            return means_.deployments.advance(transaction, deployment_, event, note);
        });
    if (!intended) return false;
    deployment_ = *intended;
    if (note.foreign)
        remark("it went over a certificate that is no version of this one: " + describe(*note.foreign));
    return true;
}

/// What the other imports is seen by looking again, and nothing is there twice.
void DrivenDeployment::wait_for_twin(store::Connection& connection, const std::string& fingerprint) const {
    if (const auto twin = means_.deployments.twin(connection, deployment_, fingerprint))
        throw Error{Fault::unavailable,
                    fmt::format("deployment {} imports the same certificate there", twin->text())}
            .with_retry_after(2s);
}

void DrivenDeployment::remark(const std::string& text) {
    remark_ += (remark_.empty() ? "" : "; ") + text;
}

void DrivenDeployment::stop_for(const aws::Failure& failure) {
    check_stop();
    if (is_passing(failure)) try_again(failure);
    const bool is_untouched = course().state == DeploymentState::looking && course().intended.empty();
    advance({.kind = is_untouched ? Kind::refused : Kind::give_up}, {.problem = problem_of(failure)});
}

void DrivenDeployment::absent() {
    const Time now = means_.clock.now(), settles = settles_at(course());
    if (now >= settles) return advance({.kind = Kind::absent, .at = now});
    throw Error{Fault::unavailable,
                fmt::format("the reply to an import into {} was lost; until {} it may still come to be seen",
                            deployment_.region, format_rfc3339(settles))}
        .with_retry_after(std::chrono::ceil<std::chrono::milliseconds>(settles - now));
}

std::optional<aws::Failure> DrivenDeployment::look_until(
    const std::function<aws::Outcome<LiveCertificate>()>& look, std::optional<LiveCertificate>& seen) {
    for (std::size_t looks = 0;; ++looks) {
        auto live = look();
        if (!live && live.failure().kind != aws::FailureKind::not_found) return live.failure();
        if (live) seen = std::move(*live);
        if (seen && seen->served.fingerprint_sha256 == course().intended) return std::nullopt;
        if (looks == looks_again.size()) return std::nullopt;
        if (!means_.clock.wait_until(means_.clock.now() + looks_again[looks], context_.stop)) check_stop();
    }
}

aws::CallContext DrivenDeployment::until(Time moment) const {
    aws::CallContext context = context_;
    context.deadline = moment - means_.clock.now();
    context.send_before = moment;
    return context;
}

void DrivenDeployment::check_stop() const {
    if (context_.stop.stop_requested()) throw Error{Fault::unavailable, "interrupted"};
}

void DrivenDeployment::report() const {
    run_.progress(boost::json::serialize(json::object{{"deployment", deployment_.id.text()},
                                                      {"certificate", deployment_.certificate_name},
                                                      {"account", deployment_.account_name},
                                                      {"region", deployment_.region},
                                                      {"state", to_string(course().state)},
                                                      {"arn", json::or_null(course().arn)}}));
}

bool DrivenDeployment::is_held() const {
    return is_held_at(deployment_, means_.clock.now());
}

bool DrivenDeployment::finish() {
    return means_.database.write([&](store::Transaction& transaction) {
        deployment_ = means_.deployments.get(transaction, deployment_.id);
        if (is_held()) {
            run_.complete(transaction, "waits for its turn in the roll-out");
            means_.deployments.hold(transaction, deployment_);
            return true;
        }
        if (!rests(course().state)) return false;
        std::string outcome{to_string(course().state)};
        if (course().state == DeploymentState::deployed) outcome = "deployed to " + course().arn;
        if (!deployment_.problem.message.empty()) outcome += ": " + deployment_.problem.message;
        if (!remark_.empty()) outcome += "; " + remark_;
        run_.complete(transaction, std::move(outcome));
        return true;
    });
}

Material DrivenDeployment::material_of(const std::string& fingerprint,
                                       const std::vector<std::string>& issuers) const {
    return means_.database.read([&](store::Connection& connection) {
        return read_material(connection, means_.keys, fingerprint, issuers);
    });
}

Material DrivenDeployment::wanted_material() const {
    return material_of(course().wanted, issuers_of(course().wanted));
}

std::vector<std::string> DrivenDeployment::issuers_of(const std::string& fingerprint) const {
    const auto versions = means_.database.read([&](store::Connection& connection) {
        return means_.repository.versions(connection, deployment_.certificate);
    });
    const auto found = std::ranges::find_if(
        versions, [&](const Version& one) { return one.facts.fingerprint_sha256 == fingerprint; });
    return found == versions.end() ? std::vector<std::string>{} : found->issuers;
}

Secret DrivenDeployment::open_key(const std::string& spki_sha256) const {
    return means_.database
        .read([&](store::Connection& connection) { return means_.keys.open(connection, spki_sha256); })
        .to_pkcs8_pem();
}

}  // namespace certwright::lifecycle
