#include "sandbox/pca/crl.hpp"

#include "base/bytes.hpp"
#include "base/pem.hpp"
#include "crypto/key_pair.hpp"
#include "sandbox/pca/signing_algorithm.hpp"
#include "x509/certificate.hpp"
#include "x509/crl.hpp"
#include "x509/issuer.hpp"

#include <fmt/format.h>

#include <shared_mutex>

namespace certwright::sandbox::pca {
namespace {

Duration crl_life(const Authority& authority) {
    return std::chrono::days{authority.crl_settings.expiration_days};
}

x509::CrlTemplate crl_template(const Authority& authority, Time now) {
    x509::CrlTemplate described{.this_update = now,
                                .next_update = now + crl_life(authority),
                                .number = authority.crl.number + 1,
                                .revoked = {}};
    for (const auto& [serial, certificate] : authority.issued) {
        if (!certificate.revoked_at) continue;
        described.revoked.push_back({.serial = serial,
                                     .revoked_at = *certificate.revoked_at,
                                     .reason = x509::parse_revocation_reason(certificate.revocation_reason)});
    }
    return described;
}

const Authority* find_served(const World& world, std::string_view path) {
    for (const auto& [account_id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, authority] : region.pca.authorities) {
                if (path.ends_with(authority.id + ".crl") && path == crl_path(authority)) return &authority;
            }
        }
    }
    return nullptr;
}

}  // namespace

std::string crl_path(const Authority& authority) {
    std::string folder = authority.crl_settings.custom_path;
    if (folder.empty()) folder = "crl";
    if (folder == "/") folder.clear();
    return fmt::format("/{}{}{}.crl", folder, folder.empty() ? "" : "/", authority.id);
}

std::string crl_url(const Authority& authority, const std::string& service_url) {
    const CrlSettings& settings = authority.crl_settings;
    if (!settings.enabled || settings.omit_extension) return {};
    if (settings.custom_cname.empty()) return service_url + crl_path(authority);
    return "http://" + settings.custom_cname + crl_path(authority);
}

std::optional<Time> crl_due(const Authority& authority) {
    const bool signs = authority.status == "ACTIVE" || authority.status == "DISABLED";
    if (!authority.crl_settings.enabled || !signs) return std::nullopt;
    const PublishedCrl& crl = authority.crl;
    if (crl.pem.empty()) return authority.changed_at;
    const Time half = crl.made_at + crl_life(authority) / 2;
    return crl.wanted_at ? std::min(*crl.wanted_at, half) : half;
}

void make_crl(Authority& authority, Time now) {
    const auto der = x509::pem_to_ders(authority.certificate_pem).front();
    const auto key = crypto::KeyPair::from_pem(authority.private_key_pem);
    const x509::Issuer issuer{
        .certificate = der, .key = key, .hash = find_signing_algorithm(authority.signing_algorithm)->hash};
    authority.crl.pem = x509::crl_to_pem(x509::sign_crl(crl_template(authority, now), issuer));
    ++authority.crl.number;
    authority.crl.made_at = now;
    authority.crl.wanted_at.reset();
}

std::optional<std::string> published_crl(World& world, std::string_view path) {
    std::string pem;
    {
        const std::shared_lock shared{world.lock};
        const Authority* authority = find_served(world, path);
        if (authority == nullptr) return std::nullopt;
        pem = authority->crl.pem;
    }
    const auto block = next_pem_block(pem);
    if (!block) return std::nullopt;
    return std::string{as_text(from_base64(block->body))};
}

}  // namespace certwright::sandbox::pca
