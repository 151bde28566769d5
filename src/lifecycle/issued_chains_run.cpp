#include "lifecycle/issued_chains_run.hpp"

#include "base/error.hpp"
#include "lifecycle/authority.hpp"
#include "lifecycle/incomplete_chains.hpp"
#include "lifecycle/known_issuers.hpp"
#include "x509/chain.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

/// Signatures are verified for all of a page before any of it is kept.
constexpr std::size_t page_size = 100;

}  // namespace

IssuedChainsRun::Page IssuedChainsRun::look(store::Connection& connection, BytesView authority,
                                            const CertificateId& after) {
    const IssuerSources here{
        .known = [&](const std::string& name) { return known_issuers(connection, name); }, .fetched = {}};
    const auto below =
        incomplete_chains(connection, above(connection, x509::parse_der(authority)), after, page_size);
    Page page;
    page.is_last = below.size() < page_size;
    for (const IncompleteChain& one : below) {
        page.last = one.certificate;
        Bytes leaf = kept_certificate(connection, one.fingerprint_sha256);
        if (!x509::is_issued_by(leaf, authority)) continue;
        std::vector<Bytes> issuers;
        for (const std::string& issuer : one.issuers) issuers.push_back(kept_certificate(connection, issuer));
        WalkedChain chain = walk_chain(leaf, std::move(issuers), here);
        if (chain.issuers.size() > one.issuers.size())
            page.completed.push_back({one.certificate, std::move(leaf), std::move(chain)});
    }
    return page;
}

void IssuedChainsRun::run(jobs::Run& run) {
    const inventory::Actor actor{run.job().requested_by, {}};
    const Bytes authority = database_.read([&](store::Connection& connection) {
        return kept_certificate(connection, arrived_authority_of(run.job()));
    });
    std::size_t completed = 0;
    for (Page page; !page.is_last;) {
        if (run.stop().stop_requested()) throw Error{Fault::unavailable, "interrupted"};
        page = database_.read(
            [&](store::Connection& connection) { return look(connection, authority, page.last); });
        completed += page.completed.size();
        database_.write([&](store::Transaction& transaction) {
            for (const Completed& one : page.completed) {
                if (!repository_.find(transaction, one.certificate.text())) continue;  // removed since
                repository_.add_version(
                    transaction, one.certificate,
                    {.leaf = one.leaf, .issuers = one.chain.issuers, .reaches_root = one.chain.reaches_root},
                    actor);
            }
            if (page.is_last)
                run.complete(transaction,
                             fmt::format("{} {} a longer chain", completed,
                                         completed == 1 ? "certificate has" : "certificates have"));
        });
    }
}

}  // namespace certwright::lifecycle
