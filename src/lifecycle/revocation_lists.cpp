#include "lifecycle/revocation_lists.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "x509/certificate.hpp"
#include "x509/crl.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

/// How long a list holds, and after how long the next is made: who fetches one has days until it runs out.
constexpr Duration list_holds = 7 * 24h, list_is_fresh = 24h;

void check_may_sign_lists(const Authority& authority) {
    const auto usages = x509::parse_der(authority.chain.front()).key_usages;
    if (usages.empty() || std::ranges::find(usages, "CRL_SIGNING") != usages.end()) return;
    refuse(
        Refusal{"may_not_sign_lists", "its key usages do not allow it to sign revocation lists",
                "make an authority with CRL_SIGNING among its key usages"},
        fmt::format("cannot make a revocation list of {}", in_quotes(authority.certificate.settings.name)));
}

RevocationList read_list(const store::Row& row) {
    return {row.integer(0), row.time(1), row.time(2), row.integer(3), row.text(4)};
}

}  // namespace

// RFC 5280 section 3.3: a certificate stays until one list after its own end has it.
constexpr std::string_view select_revoked = R"(
    SELECT serial, revoked_at, reason FROM issued_certificates
    WHERE issuer_spki = $1 AND issuer = $2 AND revoked_at IS NOT NULL AND not_after > $3
    ORDER BY revoked_at, serial)";
constexpr std::string_view put_list = R"(
    INSERT INTO revocation_lists (issuer_spki, issuer, number, this_update, next_update, revoked, pem)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (issuer_spki, issuer) DO UPDATE SET number = excluded.number, this_update = excluded.this_update,
        next_update = excluded.next_update, revoked = excluded.revoked, pem = excluded.pem)";

RevocationList RevocationLists::make(store::Transaction& transaction, const Authority& authority,
                                     const inventory::Actor& actor) {
    check_may_sign_lists(authority);
    const IssuerKey issuer = issuer_key_of(authority.version);
    const Time now = std::chrono::floor<std::chrono::seconds>(clock_.now());
    const auto before = latest(transaction, issuer);
    x509::CrlTemplate described;
    described.this_update = now;
    described.next_update = now + list_holds;
    described.number = before ? static_cast<std::uint64_t>(before->number) + 1 : 1;
    described.revoked = transaction->list(
        select_revoked, {issuer.spki_sha256, issuer.name, now - list_holds}, [](const store::Row& row) {
            return x509::RevokedCertificate{row.text(0),
                                            std::chrono::floor<std::chrono::seconds>(row.time(1)),
                                            x509::parse_revocation_reason(row.text(2))};
        });
    const Bytes der =
        x509::sign_crl(described, {authority.chain.front(), authority.key, x509::usual_hash(authority.key)});
    RevocationList made{static_cast<std::int64_t>(described.number), described.this_update,
                        described.next_update, static_cast<std::int64_t>(described.revoked.size()),
                        x509::crl_to_pem(der)};
    transaction->execute(put_list, {issuer.spki_sha256, issuer.name, made.number, made.this_update,
                                    made.next_update, made.revoked, made.pem});
    log_.append(transaction,
                {actor.name, "certificate.revocation_list_made", authority.certificate.id.text(),
                 boost::json::serialize(json::object{{"name", authority.certificate.settings.name},
                                                     {"number", made.number},
                                                     {"revoked", made.revoked}}),
                 actor.request_id});
    return made;
}

constexpr std::string_view select_latest = R"(
    SELECT number, this_update, next_update, revoked, pem FROM revocation_lists
    WHERE issuer_spki = $1 AND issuer = $2)";

std::optional<RevocationList> RevocationLists::latest(store::Connection& connection,
                                                      const IssuerKey& issuer) const {
    return connection.find(select_latest, {issuer.spki_sha256, issuer.name}, read_list);
}

std::optional<RevocationList> RevocationLists::fresh(store::Connection& connection,
                                                     const IssuerKey& issuer) const {
    auto found = latest(connection, issuer);
    if (found && clock_.now() < found->this_update + list_is_fresh) return found;
    return std::nullopt;
}

}  // namespace certwright::lifecycle
