#include "lifecycle/chain_run.hpp"

#include "lifecycle/authority.hpp"
#include "lifecycle/known_issuers.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::lifecycle {
namespace {

std::string outcome_of_walk(const WalkedChain& chain, std::size_t before) {
    const std::size_t added = chain.issuers.size() - before;
    if (added == 0) return "the chain is complete already";
    std::string outcome =
        fmt::format("{} {} added, of which {} {} fetched", added, added == 1 ? "issuer" : "issuers",
                    chain.fetched.size(), chain.fetched.size() == 1 ? "was" : "were");
    if (chain.reaches_root) return outcome + "; the chain is complete";
    return outcome + (chain.problem ? "; " + chain.problem->message() : "");
}

}  // namespace

std::optional<ChainRun::Kept> ChainRun::kept(const ChainOrder& order) {
    return database_.read([&](store::Connection& connection) -> std::optional<Kept> {
        const auto known = repository_.find(connection, order.certificate.text());
        if (!known || known->current.id != order.version) return std::nullopt;
        Kept found{kept_certificate(connection, known->current.facts.fingerprint_sha256), {}};
        for (const std::string& issuer : known->current.issuers)
            found.issuers.push_back(kept_certificate(connection, issuer));
        return found;
    });
}

WalkedChain ChainRun::walk(const Kept& kept, const std::stop_token& stop) {
    IssuerSources sources;
    sources.known = [&](const std::string& name) {
        return database_.read([&](store::Connection& connection) { return known_issuers(connection, name); });
    };
    if (fetch_.is_on()) sources.fetched = [&](const std::string& url) { return fetch_.fetch(url, stop); };
    return walk_chain(kept.leaf, kept.issuers, sources);
}

void ChainRun::run(jobs::Run& run) {
    const ChainOrder order = chain_order_of(run.job());
    const auto before = kept(order);
    if (!before)
        return database_.write([&](store::Transaction& transaction) {
            run.complete(transaction, "there is another version; nothing to complete any more");
        });
    const WalkedChain chain = walk(*before, run.stop());
    const bool is_longer = chain.issuers.size() > before->issuers.size();
    if (!is_longer && chain.problem) throw *chain.problem;
    const inventory::Actor actor{run.job().requested_by, {}};
    database_.write([&](store::Transaction& transaction) {
        // First, so that it is known what was fetched.
        const auto arrived = completions_.succeeded(transaction, order, chain, actor);
        if (is_longer)
            repository_.add_version(
                transaction, order.certificate,
                {.leaf = before->leaf, .issuers = chain.issuers, .reaches_root = chain.reaches_root}, actor);
        for (const x509::Certificate& authority : arrived)
            completions_.begin_issued(transaction, authority, actor);
        run.complete(transaction, outcome_of_walk(chain, before->issuers.size()));
    });
}

void ChainRun::on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) {
    completions_.failed(transaction, chain_order_of(job), std::string{why}, {job.requested_by, {}});
}

}  // namespace certwright::lifecycle
