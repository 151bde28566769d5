#include "lifecycle/chain_completions.hpp"

#include "base/json.hpp"
#include "lifecycle/incomplete_chains.hpp"
#include "lifecycle/known_issuers.hpp"

#include <algorithm>
#include <iterator>

namespace certwright::lifecycle {
namespace {

jobs::NewJob chain_job(const Certificate& certificate, const std::string& requested_by) {
    jobs::NewJob job;
    job.kind = chain_job_kind;
    job.group = certificate.id.text();
    job.unique_key = std::string{chain_job_kind} + '/' + certificate.id.text();
    job.arguments = boost::json::serialize(
        json::object{{"certificate", certificate.id.text()}, {"version", certificate.current.id.text()}});
    job.max_attempts = 4;  // within a minute; whoever waits for it is told then
    job.requested_by = requested_by;
    return job;
}

jobs::NewJob issued_chains_job(const x509::Certificate& authority, const std::string& requested_by) {
    jobs::NewJob job;
    job.kind = issued_chains_job_kind;
    job.arguments = boost::json::serialize(json::object{{"authority", authority.fingerprint_sha256}});
    job.requested_by = requested_by;
    return job;
}

}  // namespace

ChainOrder chain_order_of(const jobs::Job& job) {
    const json::value arguments = json::parse(job.arguments, "job arguments");
    const auto certificate = json::text(arguments.as_object(), "certificate");
    const auto version = json::text(arguments.as_object(), "version");
    ensure(certificate && version, "a chain's job names its certificate and version");
    return {CertificateId{*certificate}, VersionId{*version}};
}

std::string arrived_authority_of(const jobs::Job& job) {
    const json::value arguments = json::parse(job.arguments, "job arguments");
    const auto authority = json::text(arguments.as_object(), "authority");
    ensure(authority.has_value(), "a job for what an authority signed names the authority");
    return *authority;
}

jobs::JobId ChainCompletions::begin(store::Transaction& transaction, const Certificate& certificate,
                                    const inventory::Actor& actor) {
    return queue_.enqueue(transaction, chain_job(certificate, actor.name));
}

void ChainCompletions::begin_issued(store::Transaction& transaction, const x509::Certificate& authority,
                                    const inventory::Actor& actor) {
    if (incomplete_chains(transaction, above(transaction, authority), {}, 1).empty()) return;
    queue_.enqueue(transaction, issued_chains_job(authority, actor.name));
}

constexpr std::string_view delete_chain_problem = "DELETE FROM chain_problems WHERE version = $1";

std::vector<x509::Certificate> ChainCompletions::succeeded(store::Transaction& transaction,
                                                           const ChainOrder& order, const WalkedChain& chain,
                                                           const inventory::Actor& actor) {
    transaction->execute(delete_chain_problem, {order.version});
    std::vector<x509::Certificate> arrived;
    for (const FetchedIssuer& issuer : chain.fetched) {
        std::ranges::move(remember_issuers(transaction, {issuer.der}, clock_.now(), issuer.url),
                          std::back_inserter(arrived));
        log_.append(transaction,
                    {actor.name, "certificate.issuer_fetched", order.certificate.text(),
                     boost::json::serialize(json::object{
                         {"url", issuer.url}, {"fingerprint_sha256", x509::fingerprint_sha256(issuer.der)}}),
                     actor.request_id});
    }
    return arrived;
}

constexpr std::string_view insert_chain_problem = R"(
    INSERT INTO chain_problems (version, problem, at)
    SELECT id, CAST($2 AS TEXT), CAST($3 AS BIGINT) FROM certificate_versions WHERE id = $1
    ON CONFLICT (version) DO UPDATE SET problem = excluded.problem, at = excluded.at)";

void ChainCompletions::failed(store::Transaction& transaction, const ChainOrder& order,
                              const std::string& problem, const inventory::Actor& actor) {
    if (transaction->execute(insert_chain_problem, {order.version, problem, clock_.now()}) == 0) return;
    log_.append(transaction, {actor.name, "certificate.chain_failed", order.certificate.text(),
                              boost::json::serialize(json::object{{"problem", problem}}), actor.request_id});
}

constexpr std::string_view select_chain_problem = "SELECT problem FROM chain_problems WHERE version = $1";

std::optional<std::string> ChainCompletions::problem(store::Connection& connection,
                                                     const VersionId& version) const {
    return connection.find(select_chain_problem, {version},
                           [](const store::Row& row) { return row.text(0); });
}

}  // namespace certwright::lifecycle
