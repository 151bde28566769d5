#include "sandbox/pca/api_extensions.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::pca {
namespace {

using Kind = x509::AlternativeName::Kind;

constexpr std::pair<std::string_view, std::string_view> known_usages[] = {
    {"DigitalSignature", "DIGITAL_SIGNATURE"},
    {"NonRepudiation", "NON_REPUDIATION"},
    {"KeyEncipherment", "KEY_ENCIPHERMENT"},
    {"DataEncipherment", "DATA_ENCIPHERMENT"},
    {"KeyAgreement", "KEY_AGREEMENT"},
    {"KeyCertSign", "CERTIFICATE_SIGNING"},
    {"CRLSign", "CRL_SIGNING"},
    {"EncipherOnly", "ENCIPHER_ONLY"},
    {"DecipherOnly", "DECIPHER_ONLY"},
};

/// ExtendedKeyUsageType by x509's words, or OIDs where it has none ("ExtendedKeyUsage" in the API reference).
constexpr std::pair<std::string_view, std::string_view> purposes[] = {
    {"SERVER_AUTH", "TLS_WEB_SERVER_AUTHENTICATION"},
    {"CLIENT_AUTH", "TLS_WEB_CLIENT_AUTHENTICATION"},
    {"CODE_SIGNING", "CODE_SIGNING"},
    {"EMAIL_PROTECTION", "EMAIL_PROTECTION"},
    {"TIME_STAMPING", "TIME_STAMPING"},
    {"OCSP_SIGNING", "OCSP_SIGNING"},
    {"SMART_CARD_LOGIN", "1.3.6.1.4.1.311.20.2.2"},
    {"DOCUMENT_SIGNING", "1.3.6.1.4.1.311.10.3.12"},
    {"CERTIFICATE_TRANSPARENCY", "1.3.6.1.4.1.11129.2.4.4"},
};

constexpr std::pair<std::string_view, Kind> name_kinds[] = {{"DnsName", Kind::dns},
                                                            {"IpAddress", Kind::ip},
                                                            {"Rfc822Name", Kind::email},
                                                            {"UniformResourceIdentifier", Kind::uri}};

[[noreturn]] void refuse_extension(std::string message) {
    throw ServiceError{"InvalidArgsException", std::move(message)};
}

std::string purpose_of(const json::object& usage) {
    const auto type = json::text(usage, "ExtendedKeyUsageType");
    const auto own = json::text(usage, "ExtendedKeyUsageObjectIdentifier");
    if (type.has_value() == own.has_value())
        refuse_extension("An extended key usage has either a type or an object identifier.");
    if (own) return *own;
    for (const auto& [name, word] : purposes) {
        if (*type == name) return std::string{word};
    }
    refuse_extension("The extended key usage " + *type + " is not known.");
}

x509::AlternativeName name_of(const json::object& name) {
    if (name.size() != 1) refuse_extension("A general name has exactly one member.");
    for (const auto& [member, kind] : name_kinds) {
        if (auto value = json::text(name, member)) return {kind, *std::move(value)};
    }
    refuse_extension(fmt::format("The sandbox does not write general names of the kind {}.",
                                 std::string_view{name.begin()->key()}));
}

std::vector<std::string> policies_of(const json::array& policies) {
    std::vector<std::string> oids;
    for (const auto& policy : policies) {
        if (policy.as_object().contains("PolicyQualifiers"))
            refuse_extension("The sandbox does not write qualifiers of certificate policies.");
        oids.push_back(json::text(policy.as_object(), "CertPolicyId").value_or(""));
    }
    return oids;
}

bool has_oid(const std::vector<std::string>& oids, std::string_view oid) {
    return std::find(oids.begin(), oids.end(), oid) != oids.end();
}

/// The member, unless the extension is fixed already; from now on it is.
const json::value* free_member(const json::object& from, std::string_view member, std::string_view oid,
                               std::vector<std::string>& taken) {
    const auto* found = json::find(from, member);
    if (found == nullptr || has_oid(taken, oid)) return nullptr;
    taken.emplace_back(oid);
    return found;
}

}  // namespace

std::vector<std::string> key_usages_of(const json::object& usage) {
    std::vector<std::string> words;
    for (const auto& [member, word] : known_usages) {
        if (json::boolean(usage, member).value_or(false)) words.emplace_back(word);
    }
    return words;
}

void add_api_extensions(x509::CertificateTemplate& described, const json::object& extensions,
                        std::vector<std::string>& taken) {
    if (const auto* names =
            free_member(extensions, "SubjectAlternativeNames", oid::alternative_names, taken)) {
        for (const auto& name : names->as_array()) described.names.push_back(name_of(name.as_object()));
    }
    if (const auto* usage = free_member(extensions, "KeyUsage", oid::key_usage, taken))
        described.key_usages = key_usages_of(usage->as_object());
    if (const auto* extended = free_member(extensions, "ExtendedKeyUsage", oid::extended_key_usage, taken)) {
        for (const auto& each : extended->as_array())
            described.extended_key_usages.push_back(purpose_of(each.as_object()));
    }
    if (const auto* policies = free_member(extensions, "CertificatePolicies", oid::policies, taken))
        described.policies = policies_of(policies->as_array());
    const auto* custom = json::find(extensions, "CustomExtensions");
    if (custom == nullptr) return;
    for (const auto& each : custom->as_array()) {
        const auto& extension = each.as_object();
        auto id = json::text(extension, "ObjectIdentifier").value_or("");
        if (has_oid(taken, id)) continue;
        taken.push_back(id);
        described.extensions.push_back({.oid = std::move(id),
                                        .critical = json::boolean(extension, "Critical").value_or(false),
                                        .der = from_base64(json::text(extension, "Value").value_or(""))});
    }
}

}  // namespace certwright::sandbox::pca
