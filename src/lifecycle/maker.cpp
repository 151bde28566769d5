#include "lifecycle/maker.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "x509/likeness.hpp"
#include "x509/signing.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

void set_validity(x509::CertificateTemplate& described, const Validity& validity) {
    described.not_before = validity.not_before;
    described.not_after = validity.not_after;
}

/// "cannot make the certificate "shop""
std::string attempt_to(std::string_view verb, const std::string& name) {
    return fmt::format("cannot {} {}", verb, in_quotes(name));
}

x509::RequestTemplate asked_by(const x509::Request& request) {
    return {.subject = request.subject_parts,
            .names = request.names,
            .key_usages = request.key_usages,
            .extended_key_usages = request.extended_key_usages,
            .basic_constraints = request.basic_constraints,
            .extensions = {}};
}

std::string name_of(const x509::Request& request) {
    if (!request.subject.empty()) return request.subject;
    return request.names.empty() ? std::string{"?"} : request.names.front().value;
}

/// What only the request's own text tells; its names are looked at when they are written.
void check_request(const x509::Request& request, const Maker::SigningWish& wish, const std::string& attempt) {
    if (!request.signature_valid)
        refuse(Refusal{"bad_signature", "the request is not signed by the key that it is for",
                       "ask for a new request; this one was changed or damaged"},
               attempt);
    if (request.basic_constraints && request.basic_constraints->is_ca && !wish.allows_ca)
        refuse(Refusal{"asks_for_authority", "the request asks for an authority's certificate",
                       "allow it (--ca) if that is meant"},
               attempt);
}

/// The kind decides the usual usages alone, and an unknown one signs.
crypto::KeyAlgorithm algorithm_of(const x509::Request& request) {
    return crypto::find_key_algorithm(request.key_algorithm)
        .value_or(request.key_algorithm.starts_with("RSA") ? crypto::KeyAlgorithm::rsa_2048
                                                           : crypto::KeyAlgorithm::ed25519);
}

crypto::KeyAlgorithm algorithm_of(const crypto::KeyPair& key) {
    const auto algorithm = key.algorithm();
    ensure(algorithm.has_value(), "keys are made of known kinds");
    return *algorithm;
}

}  // namespace

Certificate Maker::make(store::Transaction& transaction, const CertificateWish& wish,
                        const crypto::KeyPair& key, const inventory::Actor& actor) {
    const std::string attempt = attempt_to("make", wish.settings.name);
    const bool is_ca = wish.description.is_ca;
    auto described = certificate_of(complete(wish.description, algorithm_of(key)));
    if (wish.authority.empty()) {
        set_validity(described, validity_of(wish.lifetime, is_ca, std::nullopt, clock_.now()));
        const Bytes der = x509::self_sign(described, key, x509::usual_hash(key));
        return repository_.add(
            transaction, wish.settings,
            {.leaf = der, .issuers = {}, .reaches_root = true, .key = &key, .origin = Origin::self_signed},
            actor);
    }
    const Authority authority = open_authority(transaction, repository_, keys_, wish.authority, clock_.now());
    set_validity(described, validity_of(wish.lifetime, is_ca, authority.validity, clock_.now()));
    const Bytes der = sign_with(authority, described, key.public_key_der(), attempt);
    issued_.add(transaction, authority, der, actor);
    return repository_.add(transaction, wish.settings,
                           {.leaf = der,
                            .issuers = authority.chain,
                            .reaches_root = authority.reaches_root,
                            .key = &key,
                            .origin = Origin::signed_here},
                           actor);
}

/// Where the certificate for a request of our own goes; nothing for other people's requests.
std::optional<Certificate> Maker::place(store::Transaction& transaction, const Authority& authority,
                                        BytesView der, const inventory::Actor& actor) {
    const auto request = requests_.waiting_for(transaction, x509::parse_der(der).spki_sha256);
    if (!request) return std::nullopt;
    const NewVersion version{.leaf = der,
                             .issuers = authority.chain,
                             .reaches_root = authority.reaches_root,
                             .origin = Origin::signed_here};
    Settings settings;
    settings.name = request->name;
    const auto known = request->certificate ? repository_.find(transaction, request->certificate->text())
                                            : repository_.find(transaction, request->name);
    if (known)
        repository_.add_version(transaction, known->id, version, actor);
    else
        repository_.add(transaction, settings, version, actor);
    Certificate certificate = repository_.get(transaction, known ? known->id.text() : settings.name);
    const auto versions = repository_.versions(transaction, certificate.id);
    requests_.finish(transaction, certificate, versions.front(), actor);
    return certificate;
}

Maker::Signed Maker::sign(store::Transaction& transaction, const Authority& authority,
                          const x509::Request& request, const SigningWish& wish,
                          const inventory::Actor& actor) {
    const std::string attempt = attempt_to("sign the request for", name_of(request));
    check_request(request, wish, attempt);
    x509::RequestTemplate asked = asked_by(request);
    if (wish.allows_ca && asked.basic_constraints && asked.basic_constraints->is_ca && wish.path_length)
        asked.basic_constraints->path_length = wish.path_length;
    auto described = certificate_of(complete(asked, algorithm_of(request)));
    set_validity(described, validity_of(wish.lifetime, described.basic_constraints->is_ca, authority.validity,
                                        clock_.now()));
    Signed made;
    made.der = sign_with(authority, described, request.public_key, attempt);
    made.issued = issued_.add(transaction, authority, made.der, actor);
    made.certificate = place(transaction, authority, made.der, actor);
    return made;
}

/// What signed its current version, or a version of what did.
Authority Maker::authority_of(store::Connection& connection, const Certificate& certificate) const {
    const Version& version = certificate.current;
    std::optional<CertificateId> id;
    if (const auto issued = issued_.find(connection, version.facts.fingerprint_sha256))
        id = issued->authority;
    else if (!version.issuers.empty())
        if (const auto known = repository_.with_fingerprint(connection, version.issuers.front());
            !known.empty())
            id = known.front().certificate;
    const std::string attempt = attempt_to("renew", certificate.settings.name);
    if (!id)
        refuse(
            Refusal{
                "not_made_here",
                fmt::format("it was issued by {}, which is not in the repository",
                            in_quotes(version.facts.issuer)),
                "make a request for its authority with `certwright cert csr NAME`, and import what comes"},
            attempt);
    try {
        return open_authority(connection, repository_, keys_, id->text(), clock_.now());
    } catch (Error& error) {
        throw std::move(error).within(attempt);
    }
}

Version Maker::renew(store::Transaction& transaction, const Certificate& known,
                     const crypto::KeyPair* new_key, const inventory::Actor& actor) {
    const Certificate certificate = repository_.get(transaction, known.id.text());
    const Version& before = certificate.current;
    if (before.id != known.current.id)
        throw Error{Fault::conflict,
                    fmt::format("{} has another current version, {}, by now",
                                in_quotes(certificate.settings.name), before.number),
                    "look at it with `certwright cert show`, and renew it again if it still needs it"};
    const std::string attempt = attempt_to("renew", certificate.settings.name);
    std::optional<Authority> authority;
    if (!before.facts.is_self_signed) authority.emplace(authority_of(transaction, certificate));
    if (!new_key && !before.has_key)
        refuse(Refusal{"no_private_key", "the repository does not hold its private key",
                       "import the key, or renew it with a new one (--new-key)"},
               attempt);
    const auto issued = issued_.find(transaction, before.facts.fingerprint_sha256);
    if (!new_key && issued && issued->reason == x509::RevocationReason::key_compromise)
        refuse(Refusal{"key_compromised", "it was revoked because its key is known to others",
                       "renew it with a new key (--new-key)"},
               attempt);
    std::optional<crypto::KeyPair> held;
    if (!new_key) held.emplace(keys_.open(transaction, before.facts.spki_sha256));
    const crypto::KeyPair& key = new_key ? *new_key : *held;

    auto described = x509::successor_of(kept_certificate(transaction, before.facts.fingerprint_sha256));
    set_validity(described,
                 renewed({before.facts.not_before, before.facts.not_after},
                         authority ? std::optional{authority->validity} : std::nullopt, clock_.now()));
    NewVersion next{.leaf = {}, .issuers = {}, .reaches_root = true, .key = &key, .origin = Origin::renewed};
    Bytes der;
    if (authority) {
        der = sign_with(*authority, described, key.public_key_der(), attempt);
        issued_.add(transaction, *authority, der, actor);
        next.issuers = authority->chain;
        next.reaches_root = authority->reaches_root;
    } else {
        der = x509::self_sign(described, key, x509::usual_hash(key));
    }
    next.leaf = der;
    return repository_.add_version(transaction, certificate.id, next, actor).version;
}

crypto::KeyAlgorithm algorithm_after(const Certificate& certificate) {
    const std::string& kind = certificate.current.facts.key_algorithm;
    const auto algorithm = crypto::find_key_algorithm(kind);
    if (algorithm && *algorithm != crypto::KeyAlgorithm::rsa_1024) return *algorithm;
    throw Error{
        Fault::invalid,
        fmt::format("cannot make a new key for {}: it has a key of the kind {}, which is not made here",
                    in_quotes(certificate.settings.name), in_quotes(kind)),
        "make a new certificate with another kind of key"};
}

}  // namespace certwright::lifecycle
