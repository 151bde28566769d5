#pragma once

#include "audit/log.hpp"
#include "inventory/accounts.hpp"
#include "jobs/queue.hpp"
#include "lifecycle/deployment.hpp"
#include "lifecycle/foreign_certificate.hpp"
#include "store/database.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// The standing orders. Every change is an event of the state machine (deployment/deployment_state.hpp) and
/// is in the audit log; whatever needs work is enqueued with it.
class Deployments {
  public:
    Deployments(jobs::Queue& queue, audit::Log& log, Clock& clock)
        : queue_(queue), log_(log), clock_(clock) {}

    /// Runs in the transaction in which a deployment has come to rest or has another ARN.
    using Moved = std::function<void(store::Transaction&, const CertificateId&)>;
    void on_moved(Moved moved) { moved_ = std::move(moved); }

    struct Place {
        inventory::AccountId account;
        std::string region;
        std::string service = "acm";
    };
    /// Wants the certificate's current version there, under a new order or the one that stands.
    Deployment order(store::Transaction& transaction, const Certificate& certificate, const Place& place,
                     const DeploymentSettings& settings, const inventory::Actor& actor);
    struct Order {
        Place place;
        DeploymentSettings settings;
    };
    /// The same in several places at once, which take turns where their settings say so.
    std::vector<Deployment> order(store::Transaction& transaction, const Certificate& certificate,
                                  const std::vector<Order>& orders, const inventory::Actor& actor);
    /// The certificate has another current version: all its orders that follow renewals want that. One is
    /// left alone, and says so, where somebody has accepted that AWS serves something else
    /// (SyncStates::accept).
    void follow(store::Transaction& transaction, const Certificate& certificate);
    /// Its current version has come to have its key or a longer chain: the same orders want it once more.
    void follow_supply(store::Transaction& transaction, const Certificate& certificate);

    /// What somebody asks of one. Throw Fault::not_found, and Fault::conflict where it does not fit.
    Deployment retry(store::Transaction& transaction, const DeploymentId& id, const inventory::Actor& actor);
    Deployment cancel(store::Transaction& transaction, const DeploymentId& id, const inventory::Actor& actor);
    /// The certificate's current version, again.
    Deployment redeploy(store::Transaction& transaction, const DeploymentId& id,
                        const std::string& fingerprint, const inventory::Actor& actor);
    /// From now on it keeps that certificate under its ARN, beginning with the current version. Throws
    /// Fault::conflict also while an import is not resolved, which belongs to the certificate it had, and
    /// where another order keeps the new certificate in the same place.
    Deployment retarget(store::Transaction& transaction, const DeploymentId& id,
                        const Certificate& certificate, const inventory::Actor& actor);
    /// Its turns are so far apart from now on; absent for all at once. While it waits for its turn, it waits
    /// so long, or no longer. Throws Fault::conflict when it is no longer managed.
    Deployment change_pause(store::Transaction& transaction, const DeploymentId& id,
                            std::optional<std::chrono::seconds> pause, const inventory::Actor& actor);
    /// Whether versions that come from now on go there by themselves. Throws Fault::conflict when it is no
    /// longer managed.
    Deployment change_following(store::Transaction& transaction, const DeploymentId& id, bool follows,
                                const inventory::Actor& actor);
    /// Ends the order; what is in AWS stays there. Throws Fault::conflict also while an import may still come
    /// to be seen, which the next order would make once more.
    void remove(store::Transaction& transaction, const DeploymentId& id, const inventory::Actor& actor);

    /// What else is kept with an event.
    struct Note {
        Refusal problem{};
        std::optional<Seen> seen{};
        std::optional<std::string> previous_chain{};
        std::optional<Tags> previous_tags{};
        std::optional<ForeignCertificate> foreign{};
        std::string actor = "system";
    };
    /// The next step of the job that drives it, which has acted on `known`. Throws Fault::conflict when
    /// another process has gone on with the deployment since: then nothing may be stored.
    Deployment advance(store::Transaction& transaction, const Deployment& known, const DeploymentEvent& event,
                       const Note& note);
    /// It waits for its turn: its job ends, and another one is there when the turn has come. Of a deployment
    /// that was just read, in the transaction that completes the job.
    void hold(store::Transaction& transaction, const Deployment& held);
    /// Its job has ended for good without an outcome.
    void give_up(store::Transaction& transaction, const DeploymentId& id, const Refusal& problem);

    std::optional<Deployment> find(store::Connection& connection, const DeploymentId& id) const;
    /// Throws Fault::not_found.
    Deployment get(store::Connection& connection, const DeploymentId& id) const;
    /// Throws Fault::conflict as well when it is no longer managed.
    Deployment get_managed(store::Connection& connection, const DeploymentId& id) const;
    std::optional<Deployment> standing(store::Connection& connection, const CertificateId& certificate,
                                       const Place& place) const;
    /// The one that keeps an ARN, or is about to.
    std::optional<DeploymentId> keeper(store::Connection& connection, const inventory::AccountId& account,
                                       const std::string& arn, const DeploymentId& except) const;
    /// Another one that imports the same certificate to the same place, or just did: what it makes may not
    /// show there yet.
    std::optional<DeploymentId> twin(store::Connection& connection, const Deployment& deployment,
                                     const std::string& fingerprint) const;
    /// Each ARN that one keeps in the region, or is about to, and its id.
    std::map<std::string, std::string> kept_arns(store::Connection& connection,
                                                 const inventory::AccountId& account,
                                                 const std::string& region) const;

    /// What must be done before a certificate or an account is removed. Throw Fault::conflict while orders
    /// stand.
    void release(store::Transaction& transaction, const Certificate& certificate) const;
    void release(store::Transaction& transaction, const inventory::Account& account) const;

  private:
    std::vector<Deployment> followers(store::Connection& connection, const CertificateId& certificate) const;
    void want_everywhere(store::Transaction& transaction, const Certificate& certificate,
                         std::vector<Deployment> following);
    void leave_alone(store::Transaction& transaction, Deployment deployment, const Version& version);
    Deployment want(store::Transaction& transaction, Deployment deployment, const std::string& fingerprint,
                    const inventory::Actor& actor);
    Deployment stand(store::Transaction& transaction, const Certificate& certificate, const Order& order,
                     const inventory::Actor& actor);
    void begin(store::Transaction& transaction, std::vector<Deployment>& wanted, const std::string& actor);
    void tell_of_foreign(store::Transaction& transaction, const Deployment& deployment,
                         const std::string& arn, const Note& note);
    void tell_of_following(store::Transaction& transaction, const Deployment& deployment,
                           const inventory::Actor& actor);
    void roll_on(store::Transaction& transaction, const Deployment& rested);
    void release_next(store::Transaction& transaction, const Deployment& rested);
    void stop_roll_out(store::Transaction& transaction, const Deployment& rested);
    Deployment apply(store::Transaction& transaction, Deployment deployment, const DeploymentEvent& event,
                     const inventory::Actor& actor);
    void enqueue(store::Transaction& transaction, const DeploymentId& id, const std::string& actor);
    void enqueue_at(store::Transaction& transaction, const DeploymentId& id, Time moment);
    void keep(store::Transaction& transaction, Deployment& deployment);

    jobs::Queue& queue_;
    audit::Log& log_;
    Clock& clock_;
    Moved moved_;
};

}  // namespace certwright::lifecycle
