#include "lifecycle/sync_states.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/compared_arns.hpp"
#include "lifecycle/deployment/sync_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace certwright::lifecycle {
namespace {

constexpr const char* served_nothing = "missing";

struct Compared {
    std::string name;  ///< the certificate's
    Held held;
};

constexpr std::string_view select_held = R"(
    SELECT c.name, v.is_current, v.fingerprint_sha256, v.spki_sha256, v.not_before, v.not_after
    FROM certificate_versions v JOIN certificates c ON c.id = v.certificate WHERE v.certificate = $1 ORDER BY v.number)";

Compared read_compared_with(store::Connection& connection, const CertificateId& certificate) {
    Compared compared;
    connection.query(select_held, {certificate}, [&](const store::Row& row) {
        compared.name = row.text(0);
        const Held::Version version{row.text(2), row.text(3), row.time(4), row.time(5)};
        row.boolean(1) ? void(compared.held.current = version) : compared.held.others.push_back(version);
    });
    return compared;
}

std::string audit_details(const inventory::CertificateSync& sync) {
    return boost::json::serialize(
        json::object{{"certificate", sync.certificate_name}, {"state", sync.state}, {"served", sync.served}});
}

bool is_taken(const std::vector<inventory::SyncedArn>& known, const inventory::SyncedArn& one) {
    const auto found = std::ranges::find_if(known, [&](const inventory::SyncedArn& old) {
        return old.account == one.account && old.arn == one.arn;
    });
    return found != known.end() && found->sync.is_taken;
}

/// Throws Fault::not_found.
inventory::CertificateSync find_compared(store::Connection& connection, const inventory::AccountId& account,
                                         const std::string& arn) {
    auto sync = inventory::find_sync(connection, account, arn);
    if (!sync)
        throw Error{Fault::not_found,
                    fmt::format("{} is compared with no certificate of the repository", arn),
                    "take it into the repository, or deploy a certificate to it"};
    return std::move(*sync);
}

}  // namespace

void SyncStates::refresh(store::Transaction& transaction, const CertificateId& certificate) {
    const auto compared = compared_arns(transaction, certificate);
    std::vector<Served> served;
    for (const ComparedArn& one : compared) served.push_back(one.served);
    const Compared with = read_compared_with(transaction, certificate);
    const auto states = sync_states(with.held, served);

    const auto before = inventory::synced_arns(transaction, certificate.text());
    std::set<std::pair<std::string, std::string>> kept;
    for (std::size_t index = 0; index < compared.size(); ++index) {
        const ComparedArn& one = compared[index];
        inventory::SyncedArn now{one.account, one.served.arn, {}};
        now.sync.certificate = certificate.text();
        now.sync.certificate_name = with.name;
        now.sync.deployment = one.deployment;
        now.sync.state = to_string(states[index]);
        now.sync.is_taken = is_taken(before, now);
        now.sync.served = one.served.is_missing ? served_nothing : one.served.fingerprint_sha256;
        now.sync.is_mismatch = is_mismatch(states[index]);
        const auto known = std::ranges::find_if(before, [&](const inventory::SyncedArn& old) {
            return old.account == now.account && old.arn == now.arn;
        });
        keep(transaction, known == before.end() ? inventory::SyncedArn{} : *known, now);
        kept.emplace(one.account.text(), one.served.arn);
    }
    for (const inventory::SyncedArn& old : before)
        if (!kept.contains({old.account.text(), old.arn}))
            inventory::forget_sync(transaction, old.account, old.arn);
}

void SyncStates::refresh(store::Transaction& transaction, const inventory::RunScope& scope) {
    for (const CertificateId& certificate : compared_certificates(transaction, scope.account, scope.region))
        refresh(transaction, certificate);
}

void SyncStates::compare(store::Transaction& transaction, const CertificateId& certificate,
                         const inventory::AccountId& account, const std::string& arn) {
    inventory::SyncedArn synced{account, arn, {}};
    synced.sync.certificate = certificate.text();
    synced.sync.state = to_string(SyncState::unknown);
    synced.sync.since = clock_.now();
    const auto before = inventory::find_sync(transaction, account, arn);
    const bool is_kept = before && !before->deployment.empty();
    // A deployment says what belongs there.
    if (is_kept && before->certificate != certificate.text()) return;
    if (is_kept) synced.sync = *before;
    synced.sync.is_taken = true;
    inventory::keep_sync(transaction, synced);
    refresh(transaction, certificate);
}

void SyncStates::stop_comparing(store::Transaction& transaction, const inventory::AccountId& account,
                                const std::string& arn, const inventory::Actor& actor) {
    const auto sync = find_compared(transaction, account, arn);
    if (!sync.deployment.empty())
        throw Error{Fault::conflict,
                    fmt::format("{} is kept by deployment {} of {}", arn, sync.deployment,
                                in_quotes(sync.certificate_name)),
                    "stop managing that deployment (`certwright deploy remove`)"};
    inventory::forget_sync(transaction, account, arn);
    log_.append(transaction,
                {actor.name, "aws_certificate.comparison_ended", arn, audit_details(sync), actor.request_id});
}

constexpr std::string_view delete_vanished = "DELETE FROM aws_certificates WHERE id = $1";

void SyncStates::forget(store::Transaction& transaction, const inventory::AwsCertificate& certificate,
                        const inventory::Actor& actor) {
    const std::string attempted = fmt::format("cannot forget {}", certificate.arn);
    if (!certificate.missing_since)
        throw Error{Fault::conflict, attempted + ": AWS lists it",
                    "delete it in AWS, then discover; what is gone there can be forgotten here"};
    const auto sync = inventory::find_sync(transaction, certificate.account, certificate.arn);
    if (sync && !sync->deployment.empty())
        throw Error{Fault::conflict,
                    fmt::format("{}: deployment {} of {} keeps it", attempted, sync->deployment,
                                in_quotes(sync->certificate_name)),
                    "deploy it again (`certwright deploy retry`), or stop managing that deployment "
                    "(`certwright deploy remove`)"};
    inventory::forget_sync(transaction, certificate.account, certificate.arn);
    transaction->execute(delete_vanished, {certificate.id});
    log_.append(
        transaction,
        {actor.name, "aws_certificate.forgotten", certificate.arn,
         boost::json::serialize(json::object{{"domain_name", certificate.domain_name},
                                             {"missing_since", json::from_time(certificate.missing_since)}}),
         actor.request_id});
}

/// Writes what has changed. Whoever accepted what AWS serves accepted that alone.
void SyncStates::keep(store::Transaction& transaction, const inventory::SyncedArn& before,
                      inventory::SyncedArn now) {
    // What passes must neither hide what is red nor make anybody accept it again.
    const bool is_unknown = now.sync.state == to_string(SyncState::unknown);
    if (is_unknown && (before.sync.is_mismatch || before.sync.is_accepted())) {
        const inventory::CertificateSync told = now.sync;
        now.sync = before.sync;
        now.sync.certificate_name = told.certificate_name;
        now.sync.deployment = told.deployment;
    }
    const bool is_same_state = before.sync.state == now.sync.state && before.sync.served == now.sync.served;
    now.sync.since = is_same_state ? before.sync.since : clock_.now();
    const bool may_be_accepted = now.sync.is_mismatch || now.sync.is_accepted();
    now.sync.accepted = may_be_accepted ? before.sync.accepted : "";
    if (now.sync.is_accepted()) now.sync.is_mismatch = false;
    if (now.sync == before.sync) return;
    inventory::keep_sync(transaction, now);
    if (now.sync.is_mismatch == before.sync.is_mismatch && (is_same_state || !now.sync.is_mismatch)) return;
    if (is_unknown) return;
    log_.append(transaction,
                {"system",
                 now.sync.is_mismatch ? "aws_certificate.out_of_sync" : "aws_certificate.in_sync",
                 now.arn,
                 audit_details(now.sync),
                 {}});
}

void SyncStates::accept(store::Transaction& transaction, const inventory::AccountId& account,
                        const std::string& arn, const std::string& served, const inventory::Actor& actor) {
    auto sync = find_compared(transaction, account, arn);
    if (!served.empty() && sync.served != served)
        throw Error{Fault::conflict, fmt::format("{} serves something else by now", arn),
                    "look at it again, and accept what it serves now"};
    if (sync.is_accepted()) return;
    if (!sync.is_mismatch)
        throw Error{Fault::conflict, fmt::format("{} is not out of sync: it is {}", arn, sync.state),
                    "there is nothing to accept"};
    sync.accepted = sync.served;
    sync.is_mismatch = false;
    inventory::keep_sync(transaction, {account, arn, sync});
    log_.append(transaction,
                {actor.name, "aws_certificate.accepted", arn, audit_details(sync), actor.request_id});
}

void SyncStates::withdraw_acceptance(store::Transaction& transaction, const inventory::AccountId& account,
                                     const std::string& arn, const inventory::Actor& actor) {
    auto sync = find_compared(transaction, account, arn);
    if (sync.accepted.empty()) return;
    sync.accepted.clear();
    inventory::keep_sync(transaction, {account, arn, sync});
    log_.append(transaction, {actor.name, "aws_certificate.acceptance_withdrawn", arn, audit_details(sync),
                              actor.request_id});
    refresh(transaction, CertificateId{sync.certificate});
}

}  // namespace certwright::lifecycle
