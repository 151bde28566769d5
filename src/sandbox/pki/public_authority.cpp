#include "sandbox/pki/public_authority.hpp"

#include "x509/certificate.hpp"
#include "x509/signing.hpp"

#include <chrono>
#include <future>
#include <utility>

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
        KeyMaker::Key key;
        Bytes der;
        SharedText chain;  ///< itself and the root
        x509::Issuer issuer() const { return {.certificate = der, .key = *key}; }
    };
    Authority root, rsa, elliptic;

    /// Always with keys of their own, whatever certificates share.
    static State make(Time from) {
        const auto fresh = [](crypto::KeyAlgorithm algorithm) {
            return std::make_shared<const crypto::KeyPair>(crypto::KeyPair::generate(algorithm));
        };
        auto rsa_key = std::async(std::launch::async, fresh, crypto::KeyAlgorithm::rsa_2048);
        State state;
        state.root.key = fresh(crypto::KeyAlgorithm::rsa_2048);
        state.root.der = x509::self_sign(authority_template("Sandbox Root CA 1", 1, from), *state.root.key);
        state.rsa = state.intermediate("Sandbox RSA 2048 M01", rsa_key.get(), from);
        state.elliptic =
            state.intermediate("Sandbox ECDSA 256 M01", fresh(crypto::KeyAlgorithm::ec_prime256v1), from);
        return state;
    }
    Authority intermediate(const std::string& name, const KeyMaker::Key& key, Time from) const {
        Bytes der =
            x509::sign_certificate(authority_template(name, 0, from), key->public_key_der(), root.issuer());
        return with_chain(key, std::move(der));
    }
    Authority with_chain(KeyMaker::Key key, Bytes der) const {
        SharedText chain = x509::der_to_pem(der) + x509::der_to_pem(root.der);
        return {std::move(key), std::move(der), std::move(chain)};
    }
};

PublicAuthority::PublicAuthority(KeyMaker& keys) : keys_(keys) {}
PublicAuthority::~PublicAuthority() = default;

PublicAuthority::State& PublicAuthority::made(Time now) {
    const std::scoped_lock lock{mutex_};
    // From the year before on, so that a clock that is set back finds them valid.
    if (!state_) state_ = std::make_unique<State>(State::make(midnight(now) - std::chrono::days{365}));
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
            .chain = authority.chain,
            .private_key_pem = std::string{key->to_pkcs8_pem().reveal()}};
}

PublicAuthority::Issuing PublicAuthority::elliptic(Time now) {
    const State& state = made(now);
    return {state.elliptic.der, state.elliptic.key, state.elliptic.chain};
}

std::optional<SavedAuthorities> PublicAuthority::saved() const {
    const std::scoped_lock lock{mutex_};
    if (!state_) return std::nullopt;
    const auto key_pem = [](const KeyMaker::Key& key) { return std::string{key->to_pkcs8_pem().reveal()}; };
    return SavedAuthorities{.root = x509::der_to_pem(state_->root.der),
                            .root_key = key_pem(state_->root.key),
                            .rsa = x509::der_to_pem(state_->rsa.der),
                            .rsa_key = key_pem(state_->rsa.key),
                            .elliptic = x509::der_to_pem(state_->elliptic.der),
                            .elliptic_key = key_pem(state_->elliptic.key)};
}

void PublicAuthority::restore(const SavedAuthorities& saved) {
    const auto read_key = [](const std::string& pem) {
        return std::make_shared<const crypto::KeyPair>(crypto::KeyPair::from_pem(pem));
    };
    auto state = std::make_unique<State>();
    state->root = {read_key(saved.root_key), x509::pem_to_ders(saved.root).front(), {}};
    state->rsa = state->with_chain(read_key(saved.rsa_key), x509::pem_to_ders(saved.rsa).front());
    state->elliptic =
        state->with_chain(read_key(saved.elliptic_key), x509::pem_to_ders(saved.elliptic).front());
    const std::scoped_lock lock{mutex_};
    state_ = std::move(state);
}

std::string PublicAuthority::root_pem() {
    return x509::der_to_pem(
        made(std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now())).root.der);
}

}  // namespace certwright::sandbox
