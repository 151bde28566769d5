#include "sandbox/pca/passthrough.hpp"

#include "base/json.hpp"
#include "sandbox/pca/api_extensions.hpp"
#include "sandbox/pca/subject.hpp"

#include <algorithm>

namespace certwright::sandbox::pca {
namespace {

/// BasicConstraints with nothing in it: no authority.
const Bytes no_authority{0x30, 0x00};

/// ExtKeyUsageSyntax with id-kp-codeSigning or id-kp-OCSPSigning (RFC 5280 section 4.2.1.12): critical here,
/// where x509's own field is not.
Bytes one_purpose(bool code_signing) {
    const std::uint8_t last = code_signing ? 0x03 : 0x09;
    return {0x30, 0x0a, 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, last};
}

void fix_constraints(x509::CertificateTemplate& described, const TemplateRules& rules) {
    if (rules.is_ca) {
        described.basic_constraints = x509::BasicConstraints{true, rules.path_length};
        return;
    }
    described.extensions.push_back(
        {.oid = oid::basic_constraints, .critical = rules.critical_constraints, .der = no_authority});
}

void fix_usages(x509::CertificateTemplate& described, const TemplateRules& rules,
                std::vector<std::string>& taken) {
    if (!rules.key_usages.empty()) {
        described.key_usages = rules.key_usages;
        taken.emplace_back(oid::key_usage);
    }
    if (rules.purposes.empty()) return;
    taken.emplace_back(oid::extended_key_usage);
    if (!rules.critical_purposes) {
        described.extended_key_usages = rules.purposes;
        return;
    }
    described.extensions.push_back({.oid = oid::extended_key_usage,
                                    .critical = true,
                                    .der = one_purpose(rules.purposes.front() == "CODE_SIGNING")});
}

bool is_among(const std::vector<std::string>& taken, const std::string& oid) {
    return std::find(taken.begin(), taken.end(), oid) != taken.end();
}

/// Every template takes the names of the request; the others of its extensions only those that say so.
void take_from_request(x509::CertificateTemplate& described, const TemplateRules& rules,
                       const x509::Request& request, std::vector<std::string>& taken) {
    for (const auto& extension : request.raw_extensions) {
        if (is_among(taken, extension.oid)) continue;
        if (!rules.from_csr && extension.oid != oid::alternative_names) continue;
        taken.push_back(extension.oid);
        described.extensions.push_back(extension);
    }
}

}  // namespace

x509::CertificateTemplate described_by(const TemplateRules& rules, const x509::Request& request,
                                       const json::object* api) {
    x509::CertificateTemplate described{};
    described.subject = request.subject_parts;
    std::vector<std::string> taken{oid::basic_constraints, oid::subject_key_id, oid::authority_key_id};
    fix_constraints(described, rules);
    fix_usages(described, rules, taken);
    if (rules.from_api && api != nullptr) {
        if (const auto* subject = json::find(*api, "Subject"))
            described.subject = subject_of(subject->as_object());
        if (const auto* extensions = json::find(*api, "Extensions"))
            add_api_extensions(described, extensions->as_object(), taken);
    }
    take_from_request(described, rules, request, taken);
    return described;
}

}  // namespace certwright::sandbox::pca
