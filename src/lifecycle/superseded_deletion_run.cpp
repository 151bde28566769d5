#include "lifecycle/superseded_deletion_run.hpp"

#include "aws/iam_change.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "inventory/seen_certificate.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/superseded_look.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

/// A process that was stopped for a while must not delete what another has meanwhile let a deployment take
/// over: shorter than a job's lease is left to run after a heartbeat.
constexpr Duration deletion_deadline = 20s;

[[noreturn]] void stop_for(const aws::Failure& failure, const jobs::Run& job) {
    if (job.stop().stop_requested()) throw Error{Fault::unavailable, "interrupted"};
    // In use: only who uses it can change that.
    const bool is_conflict = failure.kind == aws::FailureKind::conflict;
    if (is_passing(failure) && !is_conflict) try_again(failure);
    const Refusal problem = problem_of(failure);
    throw Error{
        Fault::invalid, problem.message,
        is_conflict ? "move what uses it, wait for some minutes, then delete it again" : problem.hint};
}

}  // namespace

std::shared_ptr<aws::Client> SupersededDeletionRun::client_for(const SupersededDeletion& deletion) {
    return database_.read([&](store::Connection& connection) {
        const auto account = accounts_.get(connection, deletion.account.text());
        if (!account.settings.enabled)
            throw Error{Fault::invalid,
                        fmt::format("account {} is disabled", in_quotes(account.settings.name)),
                        "enable it first"};
        return access_.client(connection, account);
    });
}

void SupersededDeletionRun::run(jobs::Run& job) {
    const SupersededDeletion deletion = deletion_of(job.job());
    const auto client = client_for(deletion);
    const std::string name = aws::iam::name_in_arn(deletion.arn);
    const auto live = look_at_server_certificate(*client, name, {.stop = job.stop()});
    if (!live && live.failure().kind == aws::FailureKind::not_found)
        return end(job, deletion, fmt::format("{} is not in IAM any more", name));
    if (!live) stop_for(live.failure(), job);
    if (live->served.arn != deletion.arn)
        throw Error{Fault::invalid, fmt::format("{} is {} by now", name, live->served.arn),
                    "look again at what is superseded"};
    remove(deletion, *live, *client, job);
    end(job, deletion, fmt::format("deleted {}", name));
}

/// Decided on what is so now; nothing is taken over before the job has ended (server_certificate_drive.cpp).
void SupersededDeletionRun::remove(const SupersededDeletion& deletion, const LiveCertificate& live,
                                   aws::Client& client, const jobs::Run& job) {
    const auto deployment = [&](store::Connection& connection) {
        return deployments_.get(connection, deletion.deployment);
    };
    check_successor(client, database_.read(deployment), {.stop = job.stop()});
    const Time last_moment = clock_.now() + deletion_deadline;
    const auto reason = database_.read([&](store::Connection& connection) {
        return reason_to_keep(connection, deployment(connection), live);
    });
    if (reason) throw Error{Fault::invalid, reason->message, reason->hint};
    const auto deleted = aws::iam::delete_server_certificate(
        client, aws::iam::name_in_arn(deletion.arn),
        {.stop = job.stop(), .deadline = last_moment - clock_.now(), .send_before = last_moment});
    if (!deleted) stop_for(deleted.failure(), job);
}

void SupersededDeletionRun::end(jobs::Run& job, const SupersededDeletion& deletion,
                                const std::string& outcome) {
    database_.write([&](store::Transaction& transaction) {
        inventory::keep_gone(transaction, deletion.account, deletion.arn, clock_.now());
        deletions_.succeeded(transaction, deletion, {job.job().requested_by, {}});
        job.complete(transaction, outcome);
    });
}

void SupersededDeletionRun::on_abandoned(store::Transaction& transaction, const jobs::Job& job,
                                         std::string_view why) {
    deletions_.failed(transaction, deletion_of(job), std::string{why}, {job.requested_by, {}});
}

}  // namespace certwright::lifecycle
