#include "lifecycle/renewal_obstacle.hpp"

#include "base/utf8.hpp"
#include "lifecycle/authority.hpp"
#include "lifecycle/making/issuing_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view select_held_key = R"(
    SELECT 1 FROM certificate_versions v JOIN private_keys k ON k.spki_sha256 = v.spki_sha256
    WHERE v.certificate = $1 AND v.is_current)";

bool holds_key(store::Connection& connection, const CertificateId& authority) {
    return connection.find(select_held_key, {authority}, [](const store::Row&) { return true; }).has_value();
}

std::optional<Refusal> authority_obstacle(store::Connection& connection, const Facts& facts) {
    if (facts.is_self_signed) return std::nullopt;
    const auto known = authorities_of(connection, kept_certificate(connection, facts.fingerprint_sha256));
    if (known.empty()) return not_made_here(facts);
    if (std::ranges::any_of(known, [&](const CertificateId& id) { return holds_key(connection, id); }))
        return std::nullopt;
    return Refusal{
        "authority_without_key",
        fmt::format("the repository holds {}, which issued it, without its key", in_quotes(facts.issuer)),
        "`certwright cert import` brings the key in"};
}

}  // namespace

Refusal not_made_here(const Facts& facts) {
    return {"not_made_here",
            fmt::format("it was issued by {}, which is not in the repository", in_quotes(facts.issuer)),
            "make a request for its authority with `certwright cert csr NAME`, and import what comes"};
}

Refusal no_key_to_renew() {
    return {"no_private_key", "the repository does not hold its private key",
            "import the key, or renew it with a new one (--new-key)"};
}

void refuse_vain_renewal(store::Connection& connection, const Certificate& certificate) {
    refuse(renewal_obstacle(connection, certificate),
           fmt::format("cannot renew {} by itself", in_quotes(certificate.settings.name)));
}

std::optional<Refusal> renewal_obstacle(store::Connection& connection, const Certificate& certificate) {
    const AutoRenewal& renewal = certificate.settings.renewal;
    if (!renewal.is_on) return std::nullopt;
    const Version& current = certificate.current;
    if (current.is_revoked)
        return Refusal{"revoked", "it was revoked, and is not renewed by itself any more",
                       "renew it by hand if it is still needed"};
    if (auto obstacle = authority_obstacle(connection, current.facts)) return obstacle;
    if (!current.has_key && !renewal.with_new_key) return no_key_to_renew();
    return std::nullopt;
}

}  // namespace certwright::lifecycle
