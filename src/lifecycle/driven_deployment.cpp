#include "lifecycle/driven_deployment.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/pems.hpp"
#include "inventory/seen_certificate.hpp"
#include "lifecycle/roll_out.hpp"

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;

}  // namespace

DrivenDeployment::DrivenDeployment(const Means& means, aws::Client& client, const inventory::Account& account,
                                   jobs::Run& run, Deployment deployment)
    : means_(means), client_(client), account_(account), run_(run), deployment_(std::move(deployment)) {
    context_.stop = run.stop();
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
            if (replaced && replaced->served.fingerprint_sha256 != event.fingerprint &&
                means_.keys.has(transaction, replaced->served.spki_sha256)) {
                event.before = inventory::keep_certificate(transaction, replaced->leaf);
                note.previous_chain = inventory::keep_chain(transaction, replaced->issuers);
            }
            event.at = means_.clock.now();
            return means_.deployments.advance(transaction, deployment_, event, note);
        });
    if (intended) deployment_ = *intended;
    return intended.has_value();
}

void DrivenDeployment::stop_for(const aws::Failure& failure) {
    check_stop();
    if (is_passing(failure)) try_again(failure);
    const bool is_untouched = course().state == DeploymentState::looking && course().intended.empty();
    advance({.kind = is_untouched ? Kind::refused : Kind::give_up}, {.problem = problem_of(failure)});
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
