#include "content.hpp"
#include "lifecycle/checks/checks.hpp"
#include "support/vectors.hpp"
#include "x509/certificate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace certwright::lifecycle {
namespace {

using Ids = std::vector<std::string>;

/// A file of tests/data/x509/checks, which openssl made, and what is to be found in it: "error weak_key".
struct CheckVector {
    std::string file;
    Ids found;
};

std::string file_of_vector(const testing::TestParamInfo<CheckVector>& row) {
    return "of_" + row.param.file;
}

class ChecksOfVectors : public testing::TestWithParam<CheckVector> {};

TEST_P(ChecksOfVectors, find_what_is_wrong_and_nothing_else) {
    auto ders = x509::pem_to_ders(certwright::test::vector_file("x509/checks/" + GetParam().file + ".pem"));
    const Bytes leaf = ders.front();
    ders.erase(ders.begin());
    Ids found;
    for (const Finding& finding : check(examine(leaf, ders, /*has_key=*/true), test::now)) {
        found.push_back(std::string{to_string(finding.severity)} + (finding.refused_by_acm ? " acm " : " ") +
                        finding.id);
        EXPECT_FALSE(finding.message.empty()) << finding.id;
        EXPECT_FALSE(finding.hint.empty()) << finding.id;
    }
    EXPECT_EQ(found, GetParam().found);
}

std::vector<CheckVector> vectors_of_names() {
    return {
        {"no_names", {"error no_alternative_names"}},
        {"nothing", {"error acm no_host_name"}},
        {"other_common_name", {"warning common_name_not_among_names"}},
        {"person", {}},
        {"underscore", {"warning underscore_in_name"}},
        {"stars", {"error bad_wildcard"}},
        {"address", {"error address_as_dns_name"}},
        {"internal", {"note internal_name"}},
        {"twice", {"note duplicate_name"}},
        {"malformed", {"error malformed_name"}},
    };
}
INSTANTIATE_TEST_SUITE_P(Names, ChecksOfVectors, testing::ValuesIn(vectors_of_names()), file_of_vector);

std::vector<CheckVector> vectors_of_keys() {
    return {
        {"good", {}},
        {"rsa_1024", {"error weak_key"}},
        {"exponent_3", {"warning weak_exponent"}},
        {"p_192", {"error weak_key", "warning acm key_algorithm"}},
        {"dsa", {"error weak_key", "warning acm key_algorithm"}},
        {"secp256k1", {"warning acm key_algorithm", "warning unusual_key"}},
        {"ed25519", {"warning acm key_algorithm", "warning unusual_key"}},
        {"sha1", {"error weak_signature"}},
        {"md5", {"error weak_signature"}},
        {"pss_sha1", {"error weak_signature"}},
        {"pss_sha256", {}},
    };
}
INSTANTIATE_TEST_SUITE_P(Keys, ChecksOfVectors, testing::ValuesIn(vectors_of_keys()), file_of_vector);

std::vector<CheckVector> vectors_of_times_and_purposes() {
    return {
        {"expired", {"error acm expired"}},
        {"not_yet", {"note acm not_yet_valid"}},
        {"soon", {"warning expires_soon"}},
        {"398_days", {"warning lifetime_too_long", "note lifetime"}},
        {"old_398_days", {"note lifetime"}},
        {"for_clients", {"error not_for_servers"}},
        {"for_anything", {}},
        {"no_purpose", {"note no_extended_key_usage"}},
        {"encipherment_only", {"warning key_usage"}},
        {"version_1",
         {"error no_alternative_names", "warning acm not_version_3", "note no_extended_key_usage",
          "note no_authority_key_id"}},
    };
}
INSTANTIATE_TEST_SUITE_P(TimesAndPurposes, ChecksOfVectors,
                         testing::ValuesIn(vectors_of_times_and_purposes()), file_of_vector);

std::vector<CheckVector> vectors_of_chains() {
    return {
        {"no_authority_key_id", {"note no_authority_key_id"}},
        {"without_root", {"note chain_incomplete"}},
        {"without_chain", {"warning acm chain_missing"}},
        {"misordered", {"error acm chain_order"}},
        {"with_itself", {"warning acm chain_has_leaf"}},
        {"self_signed", {"note self_signed"}},
        {"expired_issuer", {"error issuer_expired"}},
        {"issuer_ends_first", {"warning issuer_ends_first"}},
        {"weak_issuer", {"error weak_issuer_key"}},
        {"sha1_issuer", {"error weak_issuer_signature"}},
        {"by_a_host", {"error issuer_not_authority"}},
        {"key_id", {"error acm chain_order", "error key_id_mismatch"}},
        {"root", {}},
        {"weak_root", {"error weak_key", "warning weak_signature", "note acm no_host_name"}},
    };
}
INSTANTIATE_TEST_SUITE_P(Chains, ChecksOfVectors, testing::ValuesIn(vectors_of_chains()), file_of_vector);

}  // namespace
}  // namespace certwright::lifecycle
