#include "sandbox/pca/template_rules.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox::pca {
namespace {

std::optional<TemplateRules> rules_of(const std::string& name) {
    return find_template("arn:aws:acm-pca:::template/" + name + "/V1", "aws");
}

/// Every name in "AWS Private CA template varieties" (its user guide).
TEST(PcaTemplates, all_of_aws_are_there) {
    std::vector<std::string> names{"RootCACertificate", "RootCACertificate_APIPassthrough",
                                   "BlankRootCACertificate_APIPassthrough"};
    for (const std::string kind :
         {"CodeSigningCertificate", "EndEntityCertificate", "EndEntityClientAuthCertificate",
          "EndEntityServerAuthCertificate", "OCSPSigningCertificate"}) {
        for (const std::string variety : {"", "_CSRPassthrough", "_APIPassthrough", "_APICSRPassthrough"})
            names.push_back(kind + variety);
    }
    for (const std::string variety : {"_CSRPassthrough", "_APIPassthrough", "_APICSRPassthrough"}) {
        names.push_back("BlankEndEntityCertificate" + variety);
        names.push_back("BlankEndEntityCertificate_CriticalBasicConstraints" + variety);
        for (const std::string length : {"0", "1", "2", "3"})
            names.push_back("BlankSubordinateCACertificate_PathLen" + length + variety);
    }
    for (const std::string length : {"0", "1", "2", "3"}) {
        names.push_back("BlankRootCACertificate_PathLen" + length + "_APIPassthrough");
        for (const std::string variety : {"", "_CSRPassthrough", "_APIPassthrough", "_APICSRPassthrough"})
            names.push_back("SubordinateCACertificate_PathLen" + length + variety);
    }
    EXPECT_EQ(names.size(), 61U);
    for (const auto& name : names) EXPECT_TRUE(rules_of(name)) << name;
}

TEST(PcaTemplates, nothing_else_is) {
    for (const std::string name :
         {"", "NoSuchCertificate", "RootCACertificate_CSRPassthrough", "RootCACertificate_PathLen0",
          "RootCACertificate_PathLen0_APIPassthrough", "SubordinateCACertificate",
          "SubordinateCACertificate_PathLen4", "BlankEndEntityCertificate",
          "BlankCodeSigningCertificate_APIPassthrough", "EndEntityCertificate_PathLen0",
          "EndEntityCertificate_CriticalBasicConstraints", "BlankSubordinateCACertificate_PathLen0",
          "BlankSubordinateCACertificate_APIPassthrough"}) {
        EXPECT_FALSE(rules_of(name)) << name;
    }
    EXPECT_FALSE(find_template("arn:aws:acm-pca:::template/EndEntityCertificate/V2", "aws"));
    EXPECT_FALSE(find_template("arn:aws:acm-pca:::template/EndEntityCertificate/V1", "aws-cn"));
    EXPECT_TRUE(find_template(default_template("aws-cn"), "aws-cn"));
}

TEST(PcaTemplates, an_authority_is_marked_and_limited) {
    const auto rules = rules_of("BlankSubordinateCACertificate_PathLen2_APICSRPassthrough");
    EXPECT_TRUE(rules->is_ca && rules->critical_constraints && rules->from_api && rules->from_csr);
    EXPECT_FALSE(rules->is_root);
    EXPECT_EQ(rules->path_length, 2);
    EXPECT_TRUE(rules->key_usages.empty());
}

}  // namespace
}  // namespace certwright::sandbox::pca
