#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox::pca {

/// What a certificate template of Private CA fixes, and from where the rest may come ("AWS Private CA
/// template definitions" and "template varieties" in its user guide).
struct TemplateRules {
    std::string name;  ///< "EndEntityCertificate_CSRPassthrough"
    bool is_ca = false;
    bool is_root = false;  ///< signs the authority's own key
    std::optional<int> path_length;
    bool critical_constraints = false;
    std::vector<std::string> key_usages;  ///< x509's words; empty: not fixed
    std::vector<std::string> purposes;    ///< extended key usages; empty: not fixed
    bool critical_purposes = false;
    bool from_csr = false;  ///< extensions of the request are taken over
    bool from_api = false;  ///< what the call passes counts
};

/// Of "arn:aws:acm-pca:::template/EndEntityCertificate/V1" in the partition; nullopt for what AWS has no
/// template for.
std::optional<TemplateRules> find_template(std::string_view arn, std::string_view partition);

/// What IssueCertificate takes when it is told none.
std::string default_template(std::string_view partition);

}  // namespace certwright::sandbox::pca
