#include "lifecycle/maker.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/free_name.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "lifecycle/making/key_suitability.hpp"
#include "lifecycle/renewal_obstacle.hpp"
#include "lifecycle/revoked_authority.hpp"
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
                                                           : crypto::KeyAlgorithm::ec_prime256v1);
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
    if (described.subject.empty() && (is_ca || wish.authority.empty()))
        throw Error{Fault::invalid, attempt + ": it would have no issuer's name", "name a subject: CN=…"}
            .with_field("subject", "is needed");  // RFC 5280 section 4.1.2.4
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
    const Signed made = issue(transaction, authority, described, key.public_key_der(), attempt, actor);
    return repository_.add(transaction, wish.settings,
                           {.leaf = made.der,
                            .issuers = authority.chain,
                            .reaches_root = authority.reaches_root,
                            .key = &key,
                            .origin = Origin::signed_here},
                           actor);
}

void Maker::check_stands(store::Connection& connection, const Authority& authority) const {
    refuse(why_revoked(connection, issued_, authority),
           attempt_to("sign with", authority.certificate.settings.name));
}

/// The one way in which anything is signed.
Maker::Signed Maker::issue(store::Transaction& transaction, const Authority& authority,
                           const x509::CertificateTemplate& described, BytesView subject_public_key_der,
                           const std::string& attempt, const inventory::Actor& actor) {
    refuse(why_revoked(transaction, issued_, authority), attempt);
    Signed made;
    made.der = sign_with(authority, described, subject_public_key_der, attempt);
    made.issued = issued_.add(transaction, authority, made.der, actor);
    return made;
}

/// Where the certificate for a request of our own goes; nothing for other people's requests.
std::optional<Certificate> Maker::place(store::Transaction& transaction, const Authority& authority,
                                        BytesView der, const inventory::Actor& actor) {
    const auto request = requests_.waiting_for(transaction, x509::parse_der(der));
    if (!request) return std::nullopt;
    const NewVersion version{.leaf = der,
                             .issuers = authority.chain,
                             .reaches_root = authority.reaches_root,
                             .origin = Origin::signed_here};
    std::optional<Version> added;
    if (request->certificate) {
        added = repository_.add_version(transaction, *request->certificate, version, actor).version;
    } else {
        // Another certificate may have taken the name since it was asked for.
        Settings settings;
        settings.name = free_name(transaction, repository_, request->name);
        added = repository_.add(transaction, settings, version, actor).current;
    }
    Certificate certificate = repository_.get(transaction, added->certificate.text());
    requests_.finish(transaction, *request, certificate, *added, actor);
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
    const auto left_out = left_out_of(request, algorithm_of(request));
    (void)take_unsuitable(asked.key_usages, algorithm_of(request));
    auto described = certificate_of(complete(asked, algorithm_of(request)));
    set_validity(described, validity_of(wish.lifetime, described.basic_constraints->is_ca, authority.validity,
                                        clock_.now()));
    if (issued_.compromised(transaction, request.spki_sha256))
        refuse(Refusal{"key_compromised",
                       "a certificate of the same key was revoked because others know the key",
                       "ask for a request with a new key"},
               attempt);
    Signed made = issue(transaction, authority, described, request.public_key, attempt, actor);
    made.left_out = left_out;
    made.certificate = place(transaction, authority, made.der, actor);
    return made;
}

/// What signed its current version, or has the name and key of what did; of several, one that may sign now.
Authority Maker::authority_of(store::Connection& connection, const Certificate& certificate) const {
    const Facts& facts = certificate.current.facts;
    const std::string attempt = attempt_to("renew", certificate.settings.name);
    const auto known = authorities_of(connection, kept_certificate(connection, facts.fingerprint_sha256));
    if (known.empty()) refuse(not_made_here(facts), attempt);
    std::optional<Error> first;
    for (const CertificateId& id : known) {
        try {
            Authority authority = open_authority(connection, repository_, keys_, id.text(), clock_.now());
            check_stands(connection, authority);
            return authority;
        } catch (Error& error) {
            if (!first) first = std::move(error);
        }
    }
    throw std::move(*first).within(attempt);
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
    if (!new_key && !before.has_key) refuse(no_key_to_renew(), attempt);
    if (!new_key && issued_.compromised(transaction, before.facts.spki_sha256))
        refuse(Refusal{"key_compromised", "a certificate of its key was revoked because others know the key",
                       "renew it with a new key (--new-key)"},
               attempt);
    std::optional<crypto::KeyPair> held;
    if (!new_key) held.emplace(keys_.open(transaction, before.facts.spki_sha256));
    const crypto::KeyPair& key = new_key ? *new_key : *held;

    auto described =
        x509::successor_of(kept_certificate(transaction, before.facts.fingerprint_sha256),
                           key.spki_sha256() == before.facts.spki_sha256 ? x509::SuccessorKey::same
                                                                         : x509::SuccessorKey::another);
    set_validity(described,
                 renewed({before.facts.not_before, before.facts.not_after},
                         authority ? std::optional{authority->validity} : std::nullopt, clock_.now()));
    NewVersion next{.leaf = {}, .issuers = {}, .reaches_root = true, .key = &key, .origin = Origin::renewed};
    Bytes der;
    if (authority) {
        der = issue(transaction, *authority, described, key.public_key_der(), attempt, actor).der;
        next.issuers = authority->chain;
        next.reaches_root = authority->reaches_root;
    } else {
        der = x509::self_sign(described, key, x509::usual_hash(key));
    }
    next.leaf = der;
    return repository_.add_version(transaction, certificate.id, next, actor).version;
}

Version Maker::renew_by_itself(store::Transaction& transaction, const Certificate& known,
                               const crypto::KeyPair* new_key) {
    const auto issued = issued_.find(transaction, known.current.facts.fingerprint_sha256);
    if (issued && issued->revoked_at)
        refuse(Refusal{"revoked",
                       fmt::format("it was revoked at {}, and is not renewed by itself any more",
                                   format_rfc3339(*issued->revoked_at)),
                       "renew it by hand if it is still needed, or switch automatic renewal off"},
               attempt_to("renew", known.settings.name));
    return renew(transaction, known, new_key, {});
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
