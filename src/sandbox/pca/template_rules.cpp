#include "sandbox/pca/template_rules.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::pca {
namespace {

constexpr std::string_view version = "/V1";
constexpr std::string_view path_length_mark = "_PathLen";
constexpr std::string_view critical_mark = "_CriticalBasicConstraints";

std::string template_prefix(std::string_view partition) {
    return fmt::format("arn:{}:acm-pca:::template/", partition);
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

void take_variety(std::string_view& name, TemplateRules& rules) {
    if (take_suffix(name, "_APICSRPassthrough")) {
        rules.from_api = rules.from_csr = true;
    } else if (take_suffix(name, "_APIPassthrough")) {
        rules.from_api = true;
    } else if (take_suffix(name, "_CSRPassthrough")) {
        rules.from_csr = true;
    }
}

/// "_PathLen0" to "_PathLen3" at the end of the name.
void take_path_length(std::string_view& name, TemplateRules& rules) {
    const auto mark = name.rfind(path_length_mark);
    if (mark == name.npos || mark + path_length_mark.size() + 1 != name.size()) return;
    const char digit = name.back();
    if (digit < '0' || digit > '3') return;
    rules.path_length = digit - '0';
    name = name.substr(0, mark);
}

bool fill_end_entity(std::string_view kind, TemplateRules& rules) {
    rules.key_usages = {"DIGITAL_SIGNATURE"};
    if (kind == "CodeSigningCertificate" || kind == "OCSPSigningCertificate") {
        rules.purposes = {kind.starts_with("Code") ? "CODE_SIGNING" : "OCSP_SIGNING"};
        rules.critical_purposes = true;
        return true;
    }
    rules.key_usages.emplace_back("KEY_ENCIPHERMENT");
    const bool server = kind == "EndEntityCertificate" || kind == "EndEntityServerAuthCertificate";
    const bool client = kind == "EndEntityCertificate" || kind == "EndEntityClientAuthCertificate";
    if (server) rules.purposes.emplace_back("TLS_WEB_SERVER_AUTHENTICATION");
    if (client) rules.purposes.emplace_back("TLS_WEB_CLIENT_AUTHENTICATION");
    return server || client;
}

/// False for a kind that there is not, or not with this path length or in this variety.
bool fill(std::string_view kind, TemplateRules& rules) {
    const bool passes = rules.from_api || rules.from_csr;
    const bool blank = kind.starts_with("Blank");
    if (blank) kind.remove_prefix(std::string_view{"Blank"}.size());
    if (blank && !passes) return false;
    rules.is_root = kind == "RootCACertificate";
    rules.is_ca = rules.is_root || kind == "SubordinateCACertificate";
    if (!rules.is_ca) {
        if (rules.path_length) return false;
        if (blank) return kind == "EndEntityCertificate";
        return !rules.critical_constraints && fill_end_entity(kind, rules);
    }
    if (rules.critical_constraints) return false;
    rules.critical_constraints = true;
    if (!blank) rules.key_usages = {"DIGITAL_SIGNATURE", "CERTIFICATE_SIGNING", "CRL_SIGNING"};
    if (!rules.is_root) return rules.path_length.has_value();
    return !rules.from_csr && (blank || !rules.path_length);
}

}  // namespace

std::optional<TemplateRules> find_template(std::string_view arn, std::string_view partition) {
    const std::string prefix = template_prefix(partition);
    if (!arn.starts_with(prefix)) return std::nullopt;
    std::string_view name = arn.substr(prefix.size());
    if (!take_suffix(name, version)) return std::nullopt;
    TemplateRules rules;
    rules.name = name;
    take_variety(name, rules);
    rules.critical_constraints = take_suffix(name, critical_mark);
    take_path_length(name, rules);
    if (!fill(name, rules)) return std::nullopt;
    return rules;
}

std::string default_template(std::string_view partition) {
    return template_prefix(partition) + "EndEntityCertificate/V1";
}

}  // namespace certwright::sandbox::pca
