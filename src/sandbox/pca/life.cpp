#include "sandbox/pca/life.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "crypto/key_pair.hpp"
#include "sandbox/pca/api_extensions.hpp"
#include "sandbox/pca/crl.hpp"
#include "sandbox/pca/signing_algorithm.hpp"
#include "sandbox/pca/subject.hpp"
#include "x509/request.hpp"

#include <optional>
#include <utility>

namespace certwright::sandbox::pca {
namespace {

/// Where an authority is kept; what a task remembers between two locks.
struct AuthorityPlace {
    std::string account_id, region, arn;
};

Authority* find_authority(World& world, const AuthorityPlace& place) {
    const auto account = world.accounts.find(place.account_id);
    if (account == world.accounts.end()) return nullptr;
    auto& authorities = account->second.regions.at(place.region).pca.authorities;
    const auto found = authorities.find(place.arn);
    return found == authorities.end() ? nullptr : &found->second;
}

void change_status(Authority& authority, std::string status, Time now) {
    authority.status = std::move(status);
    authority.changed_at = now;
}

/// The request of a new authority, signed by its key.
std::string make_csr(const Authority& authority, const crypto::KeyPair& key) {
    const auto configuration = json::parse(authority.configuration, "a CA's configuration").as_object();
    x509::RequestTemplate described;
    described.subject = subject_of(configuration.at("Subject").as_object());
    if (const auto* extensions = json::find(configuration, "CsrExtensions")) {
        if (const auto* usage = json::find(extensions->as_object(), "KeyUsage"))
            described.key_usages = key_usages_of(usage->as_object());
    }
    const auto hash = find_signing_algorithm(authority.signing_algorithm)->hash;
    return x509::request_to_pem(x509::make_request(described, key, hash));
}

/// A large RSA key takes seconds, so it is made without the lock.
void create(World& world, const AuthorityPlace& place, const Authority& seen, Time now) {
    const auto key = crypto::KeyPair::generate(crypto::parse_key_algorithm(seen.key_algorithm));
    const std::string csr = make_csr(seen, key);
    world.locked([&] {
        auto* authority = find_authority(world, place);
        // One that was deleted meanwhile gets its key too: it may be restored.
        if (authority == nullptr || !authority->private_key_pem.empty()) return;
        authority->private_key_pem = key.to_pkcs8_pem().reveal();
        authority->csr_pem = csr;
        if (authority->status == "CREATING") change_status(*authority, "PENDING_CERTIFICATE", now);
        begin(world, *authority);
    });
}

void refresh_crl(Authority& authority, Time now) {
    try {
        make_crl(authority, now);
    } catch (const Error& failed) {
        log::error("a revocation list could not be made",
                   {{"authority", authority.arn}, {"reason", failed.message()}});
        // The next attempt is half a life away.
        authority.crl.made_at = now;
        authority.crl.wanted_at.reset();
    }
}

void purge(World& world, const AuthorityPlace& place) {
    world.accounts.at(place.account_id).regions.at(place.region).pca.authorities.erase(place.arn);
}

void act(World& world, const AuthorityPlace& place, Step step, Time now) {
    std::optional<Authority> creating;
    world.locked([&] {
        auto* authority = find_authority(world, place);
        if (authority == nullptr) return;
        const Next next = next_step(*authority, world.settings.authority_delay);
        if (next.step != step || next.due > now) return begin(world, *authority);
        if (step == Step::create) {
            creating = *authority;
            return;
        }
        if (step == Step::purge) return purge(world, place);
        if (step == Step::make_crl) refresh_crl(*authority, now);
        if (step == Step::expire) change_status(*authority, "EXPIRED", now);
        begin(world, *authority);
    });
    if (creating) create(world, place, *creating, now);
}

}  // namespace

Next next_step(const Authority& authority, Duration creation_delay) {
    if (authority.private_key_pem.empty()) return {Step::create, authority.created_at + creation_delay};
    if (authority.is_deleted() && authority.restorable_until)
        return {Step::purge, *authority.restorable_until};
    if (authority.status != "ACTIVE" && authority.status != "DISABLED") return {};
    const Next end{Step::expire, *authority.not_after};
    const auto list = crl_due(authority);
    return list && *list < end.due ? Next{Step::make_crl, *list} : end;
}

void begin(World& world, const Authority& authority) {
    const Next next = next_step(authority, world.settings.authority_delay);
    if (next.step == Step::none) return world.agenda.drop(authority.arn);
    const AuthorityPlace place{authority.account_id, authority.region, authority.arn};
    world.agenda.put(authority.arn, next.due,
                     [&world, place, step = next.step](Time now) { act(world, place, step, now); });
}

void resume(World& world) {
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, authority] : region.pca.authorities) begin(world, authority);
        }
    }
}

}  // namespace certwright::sandbox::pca
