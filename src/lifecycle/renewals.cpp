#include "lifecycle/renewals.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "lifecycle/making/validity.hpp"

namespace certwright::lifecycle {
namespace {

/// What is due again as soon as it was renewed has a setting that its lifetime does not suit, and is not
/// renewed in a loop.
constexpr Duration shortest_rest = 10min;

jobs::NewJob renewal_job(const RenewalOrder& order) {
    jobs::NewJob job;
    job.kind = renewal_job_kind;
    job.group = order.certificate.text();
    job.unique_key = std::string{renewal_job_kind} + '/' + order.certificate.text();
    job.arguments = boost::json::serialize(
        json::object{{"certificate", order.certificate.text()}, {"version", order.version.text()}});
    job.requested_by = "system";
    return job;
}

}  // namespace

RenewalOrder renewal_order_of(const jobs::Job& job) {
    const json::value arguments = json::parse(job.arguments, "job arguments");
    const auto certificate = json::text(arguments.as_object(), "certificate");
    const auto version = json::text(arguments.as_object(), "version");
    ensure(certificate && version, "a renewal's job names its certificate and version");
    return {CertificateId{*certificate}, VersionId{*version}};
}

// Restates renewal_time() and retry_rest() in making/validity.hpp.
constexpr std::string_view select_due = R"(
    SELECT c.id, v.id FROM certificates c JOIN certificate_versions v ON v.certificate = c.id AND v.is_current
    WHERE c.auto_renew AND v.not_after - (v.not_after - v.not_before) / 100 * c.renew_when_left <= $1
        AND (c.renewal_tried_at IS NULL OR c.renewal_tried_at
            + CASE WHEN (v.not_after - v.not_before) / 30 < $3 THEN $3
                   WHEN (v.not_after - v.not_before) / 30 > $4 THEN $4
                   ELSE (v.not_after - v.not_before) / 30 END <= $1)
        AND (v.origin <> 'renewed' OR v.created_at <= $2)
    ORDER BY v.not_after, c.id LIMIT 500)";

std::size_t Renewals::begin_due(store::Transaction& transaction) {
    const Time now = clock_.now();
    const auto due = transaction->list(
        select_due, {now, now - shortest_rest, shortest_retry_rest.count(), longest_retry_rest.count()},
        [](const store::Row& row) {
            return RenewalOrder{row.id<CertificateId>(0), row.id<VersionId>(1)};
        });
    for (const RenewalOrder& order : due) queue_.enqueue(transaction, renewal_job(order));
    return due.size();
}

constexpr std::string_view update_failure =
    "UPDATE certificates SET renewal_problem = $2, renewal_tried_at = $3 WHERE id = $1";

void Renewals::failed(store::Transaction& transaction, const CertificateId& id, const std::string& problem) {
    if (transaction->execute(update_failure, {id, problem, clock_.now()}) == 0) return;
    log_.append(transaction, {"system", "certificate.renewal_failed", id.text(),
                              boost::json::serialize(json::object{{"problem", problem}}), ""});
}

std::optional<Time> due_for_renewal(const Certificate& certificate) {
    if (!certificate.settings.renewal.is_on || certificate.current.is_revoked) return std::nullopt;
    const Facts& facts = certificate.current.facts;
    return renewal_time({facts.not_before, facts.not_after}, certificate.settings.renewal.when_left);
}

}  // namespace certwright::lifecycle
