#include "x509/bundle/intake.hpp"

#include "crypto/key_decryption.hpp"
#include "x509/certificate.hpp"
#include "x509/request.hpp"

#include <fmt/format.h>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_certificates_of_file = 1000;
constexpr std::size_t max_requests_of_file = 1000;
constexpr std::size_t max_flaws_of_file = 1000;
/// Each makes a signature to show that it is sound, which takes an RSA key of 8192 bits 0.1 s.
constexpr std::size_t max_keys_of_file = 200;

}  // namespace

void Intake::add_certificate(BytesView der, Origin origin) {
    if (!has_room(material_.certificates.size(), max_certificates_of_file, "certificates")) return;
    try {
        (void)parse_der(der);
        material_.certificates.push_back({{der.begin(), der.end()}, std::move(origin)});
    } catch (const Error& error) {
        add_flaw(std::move(origin.place), error);
    }
}

void Intake::add_request(BytesView der, Origin origin) {
    if (!has_room(material_.requests.size(), max_requests_of_file, "requests")) return;
    try {
        (void)parse_request(der);
        material_.requests.push_back({{der.begin(), der.end()}, std::move(origin)});
    } catch (const Error& error) {
        add_flaw(std::move(origin.place), error);
    }
}

void Intake::add_key(BytesView der, Origin origin) {
    if (!has_room(material_.keys.size(), max_keys_of_file, "private keys")) return;
    try {
        material_.keys.push_back({crypto::KeyPair::from_der(der), std::move(origin)});
    } catch (const Error& error) {
        add_flaw(std::move(origin.place), error);
    }
}

void Intake::add_encrypted_key(BytesView der, Origin origin) {
    if (!has_room(material_.keys.size(), max_keys_of_file, "private keys")) return;
    try {
        const auto opened = passwords_.first(
            crypto::pkcs8_cost(der), [&](const auto& password) { return crypto::open_pkcs8(der, password); });
        if (opened) return add_key(as_bytes(opened->reveal()), std::move(origin));
        add_flaw(std::move(origin.place),
                 fmt::format("cannot read the private key: {}", passwords_.refusal()),
                 passwords_.hint("the key"));
    } catch (const Error& error) {
        add_flaw(std::move(origin.place), error);
    }
}

void Intake::add_flaw(std::string place, std::string problem, std::string hint) {
    if (!has_room(material_.flaws.size(), max_flaws_of_file, "parts that cannot be used")) return;
    material_.flaws.push_back({std::move(place), std::move(problem), std::move(hint)});
}

void Intake::add_flaw(std::string place, const Error& error) {
    add_flaw(std::move(place), error.message(), error.hint());
}

bool Intake::has_room(std::size_t found, std::size_t limit, std::string_view things) {
    if (!overflow_ && found >= limit)
        overflow_.emplace(Fault::invalid, fmt::format("it holds more than {} {}", limit, things),
                          "split it into smaller files");
    return !overflow_;
}

Material Intake::finish() {
    if (overflow_) throw *overflow_;
    return std::move(material_);
}

}  // namespace certwright::x509
