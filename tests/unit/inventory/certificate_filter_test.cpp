#include "inventory/certificate_filter.hpp"

#include "base/error.hpp"
#include "inventory/certificate_sort.hpp"

#include <gtest/gtest.h>

namespace certwright::inventory {
namespace {

std::string sql_of(const std::vector<std::pair<std::string, std::string>>& parameters,
                   store::Values& values) {
    return CertificateFilter::parse(parameters).to_sql(Time{}, values);
}

TEST(CertificateFilter, without_terms_matches_everything) {
    store::Values values;
    EXPECT_EQ(sql_of({}, values), "TRUE");
    EXPECT_TRUE(values.empty());
}

TEST(CertificateFilter, joins_values_of_one_property_by_or_and_properties_by_and) {
    store::Values values;
    EXPECT_EQ(sql_of({{"status", "ISSUED"}, {"status", "EXPIRED"}, {"region", "eu-west-1"}}, values),
              "TRUE AND (c.status = $1 OR c.status = $2) AND (c.region = $3)");
    EXPECT_EQ(values.size(), 3U);
}

TEST(CertificateFilter, negates_with_an_exclamation_mark_and_counts_null_as_different) {
    store::Values values;
    EXPECT_EQ(sql_of({{"validation_method", "!DNS"}}, values),
              "TRUE AND NOT COALESCE(c.validation_method = $1, FALSE)");
}

TEST(CertificateFilter, never_writes_a_value_into_the_statement) {
    for (const auto& [property, meaning] : CertificateFilter::properties()) {
        store::Values values;
        const std::string evil = "x'); DROP TABLE aws_certificates; --";
        try {
            EXPECT_EQ(sql_of({{std::string{property}, evil}}, values).find("DROP"), std::string::npos)
                << property;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid) << property;
        }
    }
}

TEST(CertificateFilter, writes_serials_and_fingerprints_as_they_are_stored) {
    store::Values values;
    sql_of({{"serial", "3E9"}, {"fingerprint", "AB:cd"}}, values);
    EXPECT_EQ(std::get<std::string>(values[0].variant()), "03:e9");
    EXPECT_EQ(std::get<std::string>(values[1].variant()), "abcd");
}

TEST(CertificateFilter, refuses_what_cannot_be_meant_and_names_the_field) {
    for (const auto& [property, value] :
         std::vector<std::pair<std::string, std::string>>{{"colour", "red"},
                                                          {"in_use", "maybe"},
                                                          {"expires_within", "soon"},
                                                          {"expires_within", "-1"},
                                                          {"status", ""}}) {
        try {
            CertificateFilter::parse({{property, value}});
            ADD_FAILURE() << property << "=" << value;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
            ASSERT_EQ(error.fields().size(), 1U);
            EXPECT_EQ(error.fields()[0].field, property);
        }
    }
}

TEST(CertificateSort, reads_a_minus_as_descending) {
    EXPECT_EQ(CertificateSort::parse("-issuer").field, "issuer");
    EXPECT_EQ(CertificateSort::parse("-issuer").direction, CertificateSort::Direction::descending);
    EXPECT_THROW(CertificateSort::parse("arn; DROP"), Error);
}

}  // namespace
}  // namespace certwright::inventory
