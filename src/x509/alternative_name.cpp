#include "x509/alternative_name.hpp"

#include "base/error.hpp"
#include "crypto/failure.hpp"
#include "x509/name_syntax.hpp"
#include "x509/text.hpp"

#include <arpa/inet.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

namespace certwright::x509 {
namespace {

using Kind = AlternativeName::Kind;

std::string_view characters_of(const ASN1_STRING* string) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
            static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string ip_address(const ASN1_OCTET_STRING* octets) {
    const auto bytes = characters_of(octets);
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (bytes.size() == 4 && inet_ntop(AF_INET, bytes.data(), text.data(), text.size())) return text.data();
    if (bytes.size() == 16 && inet_ntop(AF_INET6, bytes.data(), text.data(), text.size())) return text.data();
    return to_hex(as_bytes(bytes));
}

GeneralName make(int type, BytesView content) {
    GeneralName name{GENERAL_NAME_new()};
    ASN1_STRING* string = ASN1_STRING_type_new(type == GEN_IPADD ? V_ASN1_OCTET_STRING : V_ASN1_IA5STRING);
    crypto::require(name && string, "make a general name");
    GENERAL_NAME_set0_value(name.get(), type, string);  // owns the string from here on
    crypto::require(ASN1_STRING_set(string, content.data(), static_cast<int>(content.size())) == 1,
                    "make a general name");
    return name;
}

GeneralName make(int type, std::string_view content) {
    return make(type, as_bytes(content));
}

/// The domain of which a name is all and a constraint may be the end.
std::string_view without_leading_dot(std::string_view domain) {
    if (domain.starts_with('.')) domain.remove_prefix(1);
    return domain;
}

}  // namespace

std::string_view to_string(AlternativeName::Kind kind) {
    switch (kind) {
        case Kind::dns:
            return "dns";
        case Kind::ip:
            return "ip";
        case Kind::email:
            return "email";
        case Kind::uri:
            return "uri";
    }
    throw Error{Fault::internal, "unknown kind of name"};
}

void GeneralNameRelease::operator()(GENERAL_NAME* name) const noexcept {
    GENERAL_NAME_free(name);
}
void GeneralNameRelease::operator()(stack_st_GENERAL_NAME* names) const noexcept {
    GENERAL_NAMES_free(names);
}

GeneralName general_name(const AlternativeName& name) {
    switch (name.kind) {
        case Kind::dns:
            check_dns_name(name.value);
            return make(GEN_DNS, name.value);
        case Kind::ip:
            return make(GEN_IPADD, parse_address(name.value));
        case Kind::email:
            check_email(name.value);
            return make(GEN_EMAIL, name.value);
        case Kind::uri:
            check_uri(name.value);
            return make(GEN_URI, name.value);
    }
    throw Error{Fault::internal, "unknown kind of name"};
}

GeneralName constraint(const AlternativeName& name) {
    switch (name.kind) {
        case Kind::dns:
            check_dns_name(without_leading_dot(name.value));
            return make(GEN_DNS, name.value);
        case Kind::ip:
            return make(GEN_IPADD, parse_network(name.value));
        case Kind::email:
            name.value.find('@') == std::string::npos ? check_dns_name(without_leading_dot(name.value))
                                                      : check_email(name.value);
            return make(GEN_EMAIL, name.value);
        case Kind::uri:
            check_dns_name(without_leading_dot(name.value));
            return make(GEN_URI, name.value);
    }
    throw Error{Fault::internal, "unknown kind of name"};
}

GeneralNames general_names(const std::vector<AlternativeName>& names) {
    GeneralNames native{GENERAL_NAMES_new()};
    for (const AlternativeName& name : names) {
        GeneralName made = general_name(name);
        crypto::require(native && sk_GENERAL_NAME_push(native.get(), made.get()) > 0, "list names");
        (void)made.release();  // the list owns it
    }
    return native;
}

std::vector<AlternativeName> alternative_names(const stack_st_GENERAL_NAME* names) {
    std::vector<AlternativeName> found;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
        switch (name->type) {
            case GEN_DNS:
                found.push_back({Kind::dns, escaped(characters_of(name->d.dNSName))});
                break;
            case GEN_IPADD:
                found.push_back({Kind::ip, ip_address(name->d.iPAddress)});
                break;
            case GEN_EMAIL:
                found.push_back({Kind::email, escaped(characters_of(name->d.rfc822Name))});
                break;
            case GEN_URI:
                found.push_back({Kind::uri, escaped(characters_of(name->d.uniformResourceIdentifier))});
                break;
            default:
                break;  // other kinds show in the extension's text
        }
    }
    return found;
}

}  // namespace certwright::x509
