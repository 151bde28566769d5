#include "sandbox/pki/public_authority.hpp"

#include "x509/certificate.hpp"
#include "x509/signing.hpp"

#include <chrono>

namespace certwright::sandbox {
namespace {

constexpr Duration authority_validity = std::chrono::days{25 * 365};

Time midnight(Time time) {
    return std::chrono::floor<std::chrono::days>(time);
}

x509::DistinguishedName authority_name(const std::string& common_name) {
    return {{"C", "US"}, {"O", "Amazon"}, {"OU", "Certwright sandbox: not a public CA"}, {"CN", common_name}};
}

x509::CertificateTemplate authority_template(const std::string& common_name, int path_length, Time from) {
    return {.subject = authority_name(common_name),
            .names = {},
            .not_before = from,
            .not_after = from + authority_validity,
            .serial = std::nullopt,
            .key_usages = {"DIGITAL_SIGNATURE", "CERTIFICATE_SIGNING", "CRL_SIGNING"},
            .extended_key_usages = {},
            .basic_constraints = x509::BasicConstraints{true, path_length}};
}

}  // namespace

struct PublicAuthority::State {
    struct Authority {
        crypto::KeyPair key;
        Bytes der;
        x509::Issuer issuer() const { return {.certificate = der, .key = key}; }
    };

    explicit State(Time from)
        : root(make_root(from)),
          rsa(make_intermediate("Sandbox RSA 2048 M01", crypto::KeyAlgorithm::rsa_2048, from)),
          elliptic(make_intermediate("Sandbox ECDSA 256 M01", crypto::KeyAlgorithm::ec_prime256v1, from)) {}

    static Authority make_root(Time from) {
        auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::rsa_2048);
        Bytes der = x509::self_sign(authority_template("Sandbox Root CA 1", 1, from), key);
        return {std::move(key), std::move(der)};
    }
    Authority make_intermediate(const std::string& name, crypto::KeyAlgorithm algorithm, Time from) const {
        auto key = crypto::KeyPair::generate(algorithm);
        Bytes der =
            x509::sign_certificate(authority_template(name, 0, from), key.public_key_der(), root.issuer());
        return {std::move(key), std::move(der)};
    }

    const Authority root, rsa, elliptic;
};

PublicAuthority::PublicAuthority(KeyMaker& keys) : keys_(keys) {}
PublicAuthority::~PublicAuthority() = default;

PublicAuthority::State& PublicAuthority::made(Time now) {
    const std::scoped_lock lock{mutex_};
    // From the year before on, so that a clock that is set back finds them valid.
    if (!state_) state_ = std::make_unique<State>(midnight(now) - std::chrono::days{365});
    return *state_;
}

PublicAuthority::Signed PublicAuthority::sign(const std::vector<std::string>& names,
                                              const std::string& algorithm, Time now, Duration validity) {
    const State& state = made(now);
    const auto key = keys_.make(crypto::parse_key_algorithm(algorithm));
    const auto& authority = algorithm.starts_with("EC") ? state.elliptic : state.rsa;
    x509::CertificateTemplate wanted{.subject = {{"CN", names.front()}},
                                     .names = {},
                                     .not_before = midnight(now),
                                     .not_after = midnight(now) + validity - std::chrono::seconds{1},
                                     .serial = std::nullopt,
                                     .key_usages = {"DIGITAL_SIGNATURE"},
                                     .extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION"},
                                     .basic_constraints = x509::BasicConstraints{false, std::nullopt}};
    if (!algorithm.starts_with("EC")) wanted.key_usages.emplace_back("KEY_ENCIPHERMENT");
    for (const auto& name : names) wanted.names.push_back({x509::AlternativeName::Kind::dns, name});
    wanted.policies = {
        "2.23.140.1.2.1"};  // domain validated (CA/Browser Forum baseline requirements 7.1.6.1)
    const Bytes leaf = x509::sign_certificate(wanted, key->public_key_der(), authority.issuer());
    return {.pem = x509::der_to_pem(leaf),
            .chain = x509::der_to_pem(authority.der) + x509::der_to_pem(state.root.der),
            .private_key_pem = std::string{key->to_pkcs8_pem().reveal()}};
}

std::string PublicAuthority::root_pem() {
    return x509::der_to_pem(
        made(std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now())).root.der);
}

}  // namespace certwright::sandbox
