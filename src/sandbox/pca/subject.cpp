#include "sandbox/pca/subject.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <utility>

namespace certwright::sandbox::pca {
namespace {

/// Members of ASN1Subject by X.520's short names.
constexpr std::pair<std::string_view, std::string_view> attributes[] = {
    {"Country", "C"},
    {"Organization", "O"},
    {"OrganizationalUnit", "OU"},
    {"DistinguishedNameQualifier", "dnQualifier"},
    {"State", "ST"},
    {"CommonName", "CN"},
    {"SerialNumber", "serialNumber"},
    {"Locality", "L"},
    {"Title", "title"},
    {"Surname", "SN"},
    {"GivenName", "GN"},
    {"Initials", "initials"},
    {"Pseudonym", "pseudonym"},
    {"GenerationQualifier", "generationQualifier"},
};

}  // namespace

x509::DistinguishedName subject_of(const json::object& subject) {
    x509::DistinguishedName name;
    for (const auto& [member, type] : attributes) {
        const auto value = json::text(subject, member);
        if (value && !value->empty()) name.push_back({std::string{type}, *value});
    }
    const auto* custom = json::find(subject, "CustomAttributes");
    if (custom == nullptr) return name;
    if (!name.empty()) {
        throw ServiceError{
            "InvalidArgsException",
            "Custom attributes cannot be used together with standard attributes of a subject."};
    }
    for (const auto& attribute : custom->as_array()) {
        const auto& each = attribute.as_object();
        name.push_back(
            {json::text(each, "ObjectIdentifier").value_or(""), json::text(each, "Value").value_or("")});
    }
    return name;
}

}  // namespace certwright::sandbox::pca
