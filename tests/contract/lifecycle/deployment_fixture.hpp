#pragma once

#include "jobs/queue.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/superseded_deletions.hpp"
#include "lifecycle/sync_states.hpp"
#include "repository_fixture.hpp"

namespace certwright::lifecycle {

/// A repository whose certificates can be deployed to an account.
struct DeploymentFixture : RepositoryFixture {
    jobs::Queue queue{*database, clock};
    inventory::Accounts accounts{vault, log, clock};
    Deployments deployments{queue, log, clock};
    SupersededDeletions deletions{deployments, queue, log};
    SyncStates sync_states{log, clock};
    inventory::AccountId account = add_account("demo");

    DeploymentFixture() {
        const auto refresh = [this](store::Transaction& transaction, const CertificateId& certificate) {
            sync_states.refresh(transaction, certificate);
        };
        repository.on_changed(refresh);
        deployments.on_moved(refresh);
        repository.on_renewed([this](store::Transaction& transaction, const Certificate& certificate) {
            deployments.follow(transaction, certificate);
        });
        repository.on_supplied([this](store::Transaction& transaction, const Certificate& certificate) {
            deployments.follow_supply(transaction, certificate);
        });
        repository.before_removal([this](store::Transaction& transaction, const Certificate& certificate) {
            deployments.release(transaction, certificate);
        });
        accounts.before_removal([this](store::Transaction& transaction, const inventory::Account& removed) {
            deployments.release(transaction, removed);
        });
    }

    inventory::AccountId add_account(const std::string& name) {
        inventory::AccountSettings settings;
        settings.name = name;
        settings.credential.method = inventory::CredentialMethod::access_key;
        settings.credential.access_key_id = "AKIAEXAMPLE";
        inventory::CredentialSecrets secrets;
        secrets.secret_access_key.emplace(std::string{"secret"});
        return database->write([&](store::Transaction& transaction) {
            return accounts.add(transaction, settings, secrets, {});
        });
    }
    Deployment order(const Certificate& certificate, const DeploymentSettings& settings = {},
                     const std::string& region = "us-east-1") {
        return database->write([&](store::Transaction& transaction) {
            return deployments.order(transaction, certificate, {account, region}, settings, actor);
        });
    }
    Deployment get(const DeploymentId& id) {
        return database->read([&](store::Connection& connection) { return deployments.get(connection, id); });
    }
    using RepositoryFixture::get;
    /// What a job does about one that it has just looked at.
    Deployment advance(const DeploymentId& id, const DeploymentEvent& event,
                       const Deployments::Note& note = {}) {
        const Deployment known = get(id);
        return database->write([&](store::Transaction& transaction) {
            return deployments.advance(transaction, known, event, note);
        });
    }
    std::vector<jobs::Job> waiting_jobs() {
        return database->read([&](store::Connection& connection) {
            jobs::JobFilter filter;
            filter.state = jobs::JobState::available;
            return queue.list(connection, filter);
        });
    }
};

}  // namespace certwright::lifecycle
