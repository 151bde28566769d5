#include "sandbox/pca/revocation.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/acm/revocation.hpp"
#include "sandbox/pca/life.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::pca {
namespace {

/// "0A:FF", "0aff" and "AFF" are the same number.
std::string normalized(const std::string& serial) {
    std::string digits = ascii::lower(serial);
    std::erase(digits, ':');
    if (digits.empty() || digits.find_first_not_of("0123456789abcdef") != digits.npos) {
        throw ServiceError{"InvalidRequestException",
                           fmt::format("{} is not a serial number in hexadecimal.", serial)};
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (digits.size() % 2 != 0) digits.insert(0, 1, '0');
    std::string text;
    for (std::size_t at = 0; at < digits.size(); at += 2)
        text += (text.empty() ? "" : ":") + digits.substr(at, 2);
    return text;
}

}  // namespace

IssuedCertificate& revoke(World& world, Authority& authority, const std::string& serial,
                          const std::string& reason, Time now) {
    require_state(authority, {"ACTIVE", "DISABLED"}, "revoke certificates");
    if (authority.is_root() && serial == authority.serial) {
        throw ServiceError{"InvalidRequestException",
                           "The certificate of a root certificate authority cannot be revoked."};
    }
    const auto found = authority.issued.find(serial);
    if (found == authority.issued.end() || found->second.pem.empty()) {
        throw ServiceError{
            "ResourceNotFoundException",
            fmt::format("Could not find a certificate with serial number {} of {}.", serial, authority.arn)};
    }
    IssuedCertificate& certificate = found->second;
    if (certificate.revoked_at) {
        throw ServiceError{"RequestAlreadyProcessedException",
                           fmt::format("The certificate with serial number {} is revoked already.", serial)};
    }
    certificate.revoked_at = now;
    certificate.revocation_reason = reason;
    if (!authority.crl.wanted_at) authority.crl.wanted_at = now + world.settings.crl_delay;
    begin(world, authority);
    return certificate;
}

json::object revoke_certificate(const Call& call, const json::object& input) {
    auto& authority = require_authority(call, input);
    const auto serial = normalized(json::text(input, "CertificateSerial").value_or(""));
    const auto reason = json::text(input, "RevocationReason").value_or("UNSPECIFIED");
    const auto& certificate = revoke(call.world, authority, serial, reason, call.now);
    if (!certificate.acm_arn.empty())
        acm::revoked_by_authority(call.world, certificate.acm_arn, serial, reason, call.now);
    return {};
}

}  // namespace certwright::sandbox::pca
