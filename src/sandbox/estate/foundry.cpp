#include "sandbox/estate/foundry.hpp"

#include "base/secret.hpp"
#include "sandbox/acm/content.hpp"
#include "sandbox/estate/lost_keys.hpp"
#include "x509/certificate.hpp"
#include "x509/signing.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace certwright::sandbox {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, Foundry::corporate_count> corporations{
    "Contrast Trust Services", "Northgate Certification", "Shop Corporate PKI"};

const std::vector<std::string> requested_algorithms{"RSA_2048", "EC_prime256v1", "EC_secp384r1"};
const std::vector<std::string> imported_algorithms{"RSA_1024",      "RSA_2048",     "RSA_3072",    "RSA_4096",
                                                   "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"};

x509::CertificateTemplate drawn_authority(const std::string& organization, const std::string& name,
                                          Time now) {
    x509::CertificateTemplate wanted;
    wanted.subject = {{"O", organization}, {"CN", name}};
    wanted.not_before = std::chrono::floor<days>(now) - days{5 * 365};
    wanted.not_after = wanted.not_before + days{20 * 365};
    wanted.key_usages = {"CERTIFICATE_SIGNING", "CRL_SIGNING"};
    wanted.basic_constraints = x509::BasicConstraints{true, std::nullopt};
    return wanted;
}

x509::CertificateTemplate pattern_of(const std::string& algorithm, Time now) {
    x509::CertificateTemplate pattern;
    pattern.subject = {{"CN", "pattern.test"}};
    pattern.names = {{x509::AlternativeName::Kind::dns, "pattern.test"}};
    pattern.not_before = std::chrono::floor<days>(now);
    pattern.not_after = pattern.not_before + days{1};
    pattern.key_usages = {"DIGITAL_SIGNATURE"};
    if (!algorithm.starts_with("EC")) pattern.key_usages.emplace_back("KEY_ENCIPHERMENT");
    pattern.extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION"};
    pattern.basic_constraints = x509::BasicConstraints{false, std::nullopt};
    return pattern;
}

/// "0a:ff"
std::string shown_serial(BytesView serial) {
    std::string text;
    for (const auto octet : serial) text += fmt::format("{}{:02x}", text.empty() ? "" : ":", octet);
    return text;
}

}  // namespace

Foundry::Foundry(World& world, std::size_t account_count, Time now) {
    for (const auto& algorithm : imported_algorithms) add_keys(world.keys, algorithm, 3);
    auto issuing = world.public_authority.elliptic(now);
    authorities_.push_back({std::move(issuing.der), std::move(issuing.key), std::move(issuing.chain)});
    for (const auto& corporation : corporations) add_authority(std::string{corporation}, now);
    for (std::size_t at = 0; at < account_count; ++at)
        add_authority(fmt::format("Private CA {}", at + 1), now);
    for (std::size_t at = 0; at < authorities_.size(); ++at) {
        const bool corporate = at >= first_corporate && at < first_private;
        add_forms(at, corporate ? imported_algorithms : requested_algorithms, now);
    }
}

void Foundry::add_keys(KeyMaker& keys, const std::string& algorithm, std::size_t count) {
    auto& made = keys_[algorithm];
    if (auto lost = lost_key(algorithm); !lost.empty()) {
        made.push_back({std::move(lost), {}});
        return;
    }
    for (std::size_t at = 0; at < count; ++at) {
        const auto key = keys.shared(crypto::parse_key_algorithm(algorithm), at);
        made.push_back({key->public_key_der(), std::string{key->to_pkcs8_pem().reveal()}});
    }
}

/// A root and what issues under it.
void Foundry::add_authority(const std::string& organization, Time now) {
    const auto root_key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    const auto key = std::make_shared<const crypto::KeyPair>(
        crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1));
    const auto root = x509::self_sign(drawn_authority(organization, organization + " Root", now), root_key);
    auto der = x509::sign_certificate(drawn_authority(organization, organization + " Issuing 1", now),
                                      key->public_key_der(), {.certificate = root, .key = root_key});
    const std::string chain = x509::der_to_pem(der) + x509::der_to_pem(root);
    authorities_.push_back({std::move(der), key, chain});
}

void Foundry::add_forms(std::size_t authority, const std::vector<std::string>& algorithms, Time now) {
    const Authority& issuer = authorities_[authority];
    for (const auto& algorithm : algorithms) {
        auto& forms = forms_[{authority, algorithm}];
        for (const auto& key : keys_.at(algorithm)) {
            const auto pattern = x509::sign_certificate(pattern_of(algorithm, now), key.public_der,
                                                        {.certificate = issuer.der, .key = *issuer.key});
            auto model = acm::content_of(x509::parse_der(pattern), pattern);
            model.chain = issuer.chain;
            model.private_key_pem = key.pem;
            forms.push_back({x509::Mould{pattern, *issuer.key}, std::move(model)});
        }
    }
}

acm::Content Foundry::cast(const Order& order, Dice& dice) const {
    const auto& forms = forms_.at({order.authority, order.key_algorithm});
    const Form& form = forms[dice.below(forms.size())];
    Bytes serial = dice.bytes(16);
    // Positive, and always of the same length (RFC 5280 section 4.1.2.2).
    serial.front() = static_cast<std::uint8_t>((serial.front() & 0x3fU) | 0x40U);
    const auto der = form.mould.cast(serial, order.names, order.not_before, order.not_after);
    acm::Content content = form.model;
    content.pem = x509::der_to_pem(der);
    content.serial = shown_serial(serial);
    content.subject = "CN=" + order.names.front();
    content.fingerprint = x509::fingerprint_sha256(der);
    content.not_before = order.not_before;
    content.not_after = order.not_after;
    return content;
}

}  // namespace certwright::sandbox
