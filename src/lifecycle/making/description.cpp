#include "lifecycle/making/description.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/making/key_suitability.hpp"
#include "x509/international_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::lifecycle {
namespace {

using NameKind = x509::AlternativeName::Kind;

constexpr std::size_t longest_common_name = 64;  // RFC 5280 appendix A.1: ub-common-name

x509::AlternativeName in_letters_of_certificates(const x509::AlternativeName& name) {
    switch (name.kind) {
        case NameKind::dns:
            return {NameKind::dns, x509::to_dns_name(name.value)};
        case NameKind::email:
            return {NameKind::email, x509::to_email_address(name.value)};
        case NameKind::ip:
        case NameKind::uri:
            return name;
    }
    throw Error{Fault::internal, "unknown kind of name"};
}

[[noreturn]] void refuse_host(const std::string& name, std::string_view problem, std::string_view hint) {
    throw Error{Fault::invalid, fmt::format("{} is no name of a host: {}", in_quotes(name), problem),
                std::string{hint}}
        .with_field("dns_names", std::string{problem});
}

/// What could be written, and no client would take.
void check_host(const std::string& name) {
    const auto dot = name.rfind('.');
    const std::string last = name.substr(dot == std::string::npos ? 0 : dot + 1);
    if (dot != std::string::npos && last.find_first_not_of("0123456789") == std::string::npos)
        refuse_host(name, "it is an address, or its last label is a number",
                    "clients look for an address among the IP addresses: give it there");
    if (name.starts_with("*.") && name.find('.', 2) == std::string::npos)
        refuse_host(name, "the star stands in front of a single label",
                    "clients take it in front of at least two: *.example.com");
}

std::vector<x509::AlternativeName> written_names(const std::vector<x509::AlternativeName>& wanted) {
    std::vector<x509::AlternativeName> names;
    for (const x509::AlternativeName& name : wanted) {
        x509::AlternativeName written = in_letters_of_certificates(name);
        (void)x509::general_name(written);  // refuses what cannot be written
        if (written.kind == NameKind::dns) check_host(written.value);
        if (std::ranges::find(names, written) == names.end()) names.push_back(std::move(written));
    }
    return names;
}

/// The first host, else the first address: where that is too long for a common name, none.
x509::DistinguishedName usual_subject(const std::vector<x509::AlternativeName>& names) {
    auto found = std::ranges::find(names, NameKind::dns, &x509::AlternativeName::kind);
    if (found == names.end()) found = std::ranges::find(names, NameKind::ip, &x509::AlternativeName::kind);
    if (found == names.end() || found->value.size() > longest_common_name) return {};
    return {{"CN", found->value}};
}

/// RFC 5480 and RFC 8410: only RSA keys encipher keys.
std::vector<std::string> usual_key_usages(bool is_ca, crypto::KeyAlgorithm algorithm) {
    if (is_ca) return {"DIGITAL_SIGNATURE", "CERTIFICATE_SIGNING", "CRL_SIGNING"};
    if (to_string(algorithm).starts_with("RSA")) return {"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"};
    return {"DIGITAL_SIGNATURE"};
}

std::vector<std::string> usual_purposes(bool is_ca, const std::vector<x509::AlternativeName>& names) {
    if (is_ca) return {};
    const bool is_person = !names.empty() && std::ranges::all_of(names, [](const auto& name) {
        return name.kind == NameKind::email;
    });
    if (is_person) return {"EMAIL_PROTECTION", "TLS_WEB_CLIENT_AUTHENTICATION"};
    return {"TLS_WEB_SERVER_AUTHENTICATION"};
}

void check_authority(bool is_ca, std::optional<int> path_length) {
    if (!path_length) return;
    if (!is_ca)
        throw Error{Fault::invalid, "only an authority has a path length",
                    "leave it out, or make an authority"}
            .with_field("path_length", "is for authorities");
}

/// RFC 5280 sections 4.2.1.3 and 4.2.1.9.
void check_usages(const x509::RequestTemplate& described, crypto::KeyAlgorithm algorithm) {
    const auto& [is_ca, path_length] = *described.basic_constraints;
    const bool certifies =
        std::ranges::find(described.key_usages, "CERTIFICATE_SIGNING") != described.key_usages.end();
    if (certifies && !is_ca)
        throw Error{Fault::invalid, "only an authority may have the key usage CERTIFICATE_SIGNING",
                    "leave the usage out, or make an authority"}
            .with_field("key_usages", "CERTIFICATE_SIGNING is for authorities");
    if (path_length && !certifies)
        throw Error{Fault::invalid,
                    "an authority with a path length must have the key usage CERTIFICATE_SIGNING",
                    "leave the path length or the key usages out, or add that one"}
            .with_field("key_usages", "CERTIFICATE_SIGNING is needed with a path length");
    for (const std::string& usage : described.key_usages)
        if (!suits(usage, algorithm))
            throw Error{
                Fault::invalid,
                fmt::format("a key of the kind {} cannot have the key usage {}", to_string(algorithm), usage),
                "leave the usage out, or take an RSA key"}
                .with_field("key_usages", fmt::format("{} does not suit the key", usage));
}

}  // namespace

x509::RequestTemplate complete(const Description& wanted, crypto::KeyAlgorithm algorithm) {
    check_authority(wanted.is_ca, wanted.path_length);
    return complete(
        x509::RequestTemplate{.subject = wanted.subject,
                              .names = wanted.names,
                              .key_usages = wanted.key_usages,
                              .extended_key_usages = wanted.extended_key_usages,
                              .basic_constraints = x509::BasicConstraints{wanted.is_ca, wanted.path_length},
                              .extensions = {}},
        algorithm);
}

x509::RequestTemplate complete(const x509::RequestTemplate& asked, crypto::KeyAlgorithm algorithm) {
    x509::RequestTemplate described;
    described.names = written_names(asked.names);
    described.subject = asked.subject.empty() ? usual_subject(described.names) : asked.subject;
    if (described.subject.empty() && described.names.empty())
        throw Error{Fault::invalid, "a certificate must name something: it has neither a subject nor a name",
                    "give a DNS name, an address or a subject"}
            .with_field("dns_names", "or another name, or a subject, is needed");
    described.basic_constraints = asked.basic_constraints.value_or(x509::BasicConstraints{});
    const bool is_ca = described.basic_constraints->is_ca;
    if (is_ca && described.subject.empty())
        throw Error{Fault::invalid, "an authority must have a subject, which is in all that it signs",
                    "give one such as CN=Example Root,O=Example"}
            .with_field("subject", "is needed for an authority");
    described.key_usages = asked.key_usages.empty() ? usual_key_usages(is_ca, algorithm) : asked.key_usages;
    described.extended_key_usages = asked.extended_key_usages.empty() ? usual_purposes(is_ca, described.names)
                                                                      : asked.extended_key_usages;
    check_usages(described, algorithm);
    return described;
}

x509::CertificateTemplate certificate_of(x509::RequestTemplate described) {
    x509::CertificateTemplate certificate;
    certificate.subject = std::move(described.subject);
    certificate.names = std::move(described.names);
    certificate.key_usages = std::move(described.key_usages);
    certificate.extended_key_usages = std::move(described.extended_key_usages);
    certificate.basic_constraints = described.basic_constraints;
    return certificate;
}

}  // namespace certwright::lifecycle
