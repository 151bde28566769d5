#include "sandbox/acm/export_certificate.hpp"

#include "base/json.hpp"
#include "base/secret.hpp"
#include "crypto/key_pair.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::acm {
namespace {

/// What keys exported from ACM were seen to have.
constexpr crypto::KeyEncryption encryption{.prf = crypto::KeyEncryption::Prf::hmac_sha1, .iterations = 2048};

void check_passphrase(std::string_view passphrase) {
    for (const char character : passphrase) {
        const bool taken =
            character >= 0x20 && character < 0x7f && character != '#' && character != '$' && character != '%';
        if (!taken) {
            throw ServiceError{
                "ValidationException",
                "The passphrase may have any ASCII character except #, $ and %, and no line break."};
        }
    }
}

}  // namespace

json::object export_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    if (certificate.is_pending()) {
        throw ServiceError{"RequestInProgressException",
                           fmt::format("Certificate {} is not yet issued.", certificate.arn)};
    }
    if (!certificate.exportable || !certificate.content) {
        throw ServiceError{
            "ValidationException",
            fmt::format("Certificate ARN: {} is not a private certificate, and its export option is not "
                        "enabled.",
                        certificate.arn)};
    }
    const std::string_view passphrase = input.at("Passphrase").as_string();
    check_passphrase(passphrase);
    const auto key = crypto::KeyPair::from_pem(certificate.content->private_key_pem);
    const auto encrypted = key.to_encrypted_pem(Secret{std::string{passphrase}}, encryption);
    certificate.exported_at = call.now;
    certificate.exported_since_renewal = true;
    begin(call.world, certificate, call.now);
    return {{"Certificate", certificate.content->pem},
            {"CertificateChain", certificate.content->chain.text()},
            {"PrivateKey", encrypted}};
}

}  // namespace certwright::sandbox::acm
