#include "aws/acm_codec.hpp"

#include "answers.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::aws::acm {
namespace {

using test::moto;

std::string recorded(std::string_view test, std::string_view step) {
    const auto all = json::parse(test::vector_file("aws/recorded_acm.json"), "recorded answers").as_object();
    const auto name = "tests/aws/services/acm/test_acm.py::TestACM::" + std::string{test};
    return boost::json::serialize(all.at(name).at("recorded-content").at(step));
}
std::string listing_of(const std::string& rows) {
    return R"({"CertificateSummaryList":)" + rows + "}";
}

TEST(AcmCodec, asks_for_every_key_type_and_origin) {
    const auto request = json::parse(list_request("", 1000, OriginFilter::all_origins), "request");
    EXPECT_EQ(request, json::parse(R"({
        "Includes": {"keyTypes": ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1",
                                  "EC_secp521r1"]},
        "CertificateKeyPairOrigins": ["AWS_MANAGED", "CUSTOMER_PROVIDED", "ACME"],
        "MaxItems": 1000})",
                                   "expectation"));
}

TEST(AcmCodec, sends_no_empty_token_and_no_filter_that_is_refused) {
    const auto first = json::parse(list_request("", 10, OriginFilter::none), "request").as_object();
    EXPECT_FALSE(first.contains("NextToken"));
    EXPECT_FALSE(first.contains("CertificateKeyPairOrigins"));
    EXPECT_EQ(json::text(json::parse(list_request("t\"1", 10, OriginFilter::none), "request").as_object(),
                         "NextToken"),
              "t\"1");
    EXPECT_EQ(search_request("", 500), R"({"MaxResults":500})");
    EXPECT_EQ(search_request("n", 1), R"({"MaxResults":1,"NextToken":"n"})");
    EXPECT_EQ(arn_request("arn:x"), R"({"CertificateArn":"arn:x"})");
}

TEST(AcmCodec, folds_every_spelling_of_key_algorithms) {
    const std::pair<const char*, const char*> spellings[] = {
        {"RSA_2048", "RSA_2048"},           {"RSA-2048", "RSA_2048"},
        {"RSA-1024", "RSA_1024"},           {"EC-prime256v1", "EC_prime256v1"},
        {"EC_prime256v1", "EC_prime256v1"}, {"EC_PRIME256_V1", "EC_prime256v1"},
        {"EC-secp384r1", "EC_secp384r1"},   {"EC_SECP521R1", "EC_secp521r1"},
        {"ML-DSA-44", "ML_DSA_44"},         {"", ""},
    };
    for (const auto& [spelled, folded] : spellings) EXPECT_EQ(fold_key_algorithm(spelled), folded);
}

TEST(AcmCodec, reads_recorded_list_rows) {
    const auto page = parse_list_page(
        listing_of("[" +
                   recorded("test_list_certificates_with_key_types_filter_imported_certificate",
                            "list-certificates-with-key-types") +
                   "]"));
    ASSERT_EQ(page.rows.size(), 1u);
    const auto& row = page.rows.front();
    EXPECT_EQ(row.domain_name, "localhost");
    EXPECT_EQ(row.subject_alternative_names.size(), 4u);
    EXPECT_EQ(row.status, "ISSUED");
    EXPECT_EQ(row.type, "IMPORTED");
    EXPECT_EQ(row.key_algorithm, "RSA_2048");
    EXPECT_EQ(row.key_usages,
              (std::vector<std::string>{"DIGITAL_SIGNATURE", "NON_REPUDIATION", "KEY_ENCIPHERMENT"}));
    EXPECT_EQ(row.extended_key_usages, std::vector<std::string>{"TLS_WEB_SERVER_AUTHENTICATION"});
    EXPECT_EQ(row.in_use, false);
    EXPECT_EQ(row.exported, std::nullopt);
    EXPECT_EQ(row.export_option, "DISABLED");
    EXPECT_EQ(row.renewal_eligibility, "INELIGIBLE");
    EXPECT_EQ(row.not_after, std::nullopt);  // the recording says "datetime"
    EXPECT_EQ(page.next_token, "");
}

TEST(AcmCodec, reads_a_recorded_listing_and_describes) {
    const auto page =
        parse_list_page(recorded("test_list_certificates_with_key_types_filter_requested_certificate",
                                 "list-certificates-with-key-types"));
    ASSERT_EQ(page.rows.size(), 1u);
    EXPECT_EQ(page.rows.front().status, "PENDING_VALIDATION");
    EXPECT_EQ(page.rows.front().exported, false);

    const auto detail = parse_detail(recorded("test_import_certificate", "describe-certificate-response"));
    EXPECT_EQ(detail.serial, "03:e9");
    EXPECT_EQ(detail.issuer, "LocalStack Org");
    EXPECT_EQ(detail.subject, "C=AU,ST=Some-State,L=Some-Locality,O=LocalStack Org,OU=Testing,CN=localhost");
    EXPECT_EQ(detail.key_usages,
              (std::vector<std::string>{"DIGITAL_SIGNATURE", "NON_REPUDIATION", "KEY_ENCIPHERMENT"}));
    ASSERT_EQ(detail.extended_key_usages.size(), 1u);
    EXPECT_EQ(detail.extended_key_usages[0].oid, "1.3.6.1.5.5.7.3.1");
    ASSERT_EQ(detail.domain_validations.size(), 4u);
    EXPECT_EQ(detail.domain_validations[1].domain_name, "localhost.localstack.cloud");
    EXPECT_FALSE(detail.domain_validations[1].resource_record);
    EXPECT_EQ(detail.transparency_logging, "DISABLED");
    EXPECT_EQ(detail.validation_method, "");
    EXPECT_FALSE(detail.renewal);
}

TEST(AcmCodec, reads_validation_records) {
    const auto detail = parse_detail(recorded("test_certificate_for_subdomain_wildcard", "describe-cert"));
    ASSERT_EQ(detail.domain_validations.size(), 1u);
    const auto& validation = detail.domain_validations.front();
    EXPECT_EQ(validation.validation_status, "PENDING_VALIDATION");
    EXPECT_EQ(validation.validation_method, "DNS");
    ASSERT_TRUE(validation.resource_record);
    EXPECT_EQ(validation.resource_record->type, "CNAME");
    EXPECT_EQ(validation.resource_record->value, "<record-value>");
    EXPECT_EQ(detail.validation_method, "DNS");
}

TEST(AcmCodec, reads_what_moto_answers) {
    const auto page = parse_list_page(moto("ListCertificates"));
    ASSERT_EQ(page.rows.size(), 1u);
    EXPECT_EQ(page.rows[0].domain_name, "a.example.org");
    EXPECT_TRUE(page.rows[0].not_after);
    const auto detail = parse_detail(moto("DescribeCertificate"));
    EXPECT_EQ(detail.arn, page.rows[0].arn);
    EXPECT_EQ(detail.domain_validations.size(), 2u);
    EXPECT_TRUE(parse_pem(moto("GetCertificate")).certificate.starts_with("-----BEGIN CERTIFICATE-----"));
    EXPECT_EQ(parse_tags(moto("ListTagsForCertificate")), (Tags{{"bare", ""}, {"team", "edge"}}));
    EXPECT_EQ(parse_account_configuration(moto("GetAccountConfiguration")), 45);
}

TEST(AcmCodec, keeps_values_that_aws_invents_and_ignores_what_is_new) {
    const auto page = parse_list_page(listing_of(R"([{
        "CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/1", "Status": "SUSPENDED", "Type": "QUANTUM",
        "KeyAlgorithm": "ML-DSA-65", "KeyUsages": [{"Name": "ANY"}, "CUSTOM", 7], "ExtendedKeyUsages": null,
        "NotAfter": 1795496735.564774, "NotBefore": "soon", "InUse": "yes", "CertificateKeyPairOrigin": "ACME",
        "Nested": {"a": [1, {"b": null}]}, "SubjectAlternativeNameSummaries": null, "DomainName": null}])"));
    const auto& row = page.rows.at(0);
    EXPECT_EQ(row.status, "SUSPENDED");
    EXPECT_EQ(row.type, "QUANTUM");
    EXPECT_EQ(row.key_algorithm, "ML_DSA_65");
    EXPECT_EQ(row.key_usages, (std::vector<std::string>{"ANY", "CUSTOM"}));
    EXPECT_EQ(format_rfc3339(row.not_after.value()), "2026-11-24T05:05:35.564774Z");
    EXPECT_EQ(row.not_before, std::nullopt);
    EXPECT_EQ(row.in_use, std::nullopt);
    EXPECT_EQ(row.key_pair_origin, "ACME");
}

TEST(AcmCodec, reads_a_whole_detail) {
    const auto detail = parse_detail(R"({"Certificate": {
        "CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/1", "Type": "AMAZON_ISSUED", "Status": "REVOKED",
        "InUseBy": ["arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1"], "RevocationReason": "SUPERSEDED",
        "RevokedAt": 1795496735, "Options": {"Export": "ENABLED", "ValidationMethod": "HTTP"}, "ManagedBy": "CLOUDFRONT",
        "DomainValidationOptions": [{"DomainName": "a.example", "ValidationEmails": ["admin@a.example"],
            "HttpRedirect": {"RedirectFrom": "http://a.example/x", "RedirectTo": "https://validation/x"}}],
        "RenewalSummary": {"RenewalStatus": "PENDING_VALIDATION", "RenewalStatusReason": "CAA_ERROR",
            "UpdatedAt": 1795496735, "DomainValidationOptions": [{"DomainName": "a.example",
            "ValidationStatus": "FAILED"}]}}})");
    EXPECT_EQ(detail.in_use_by.size(), 1u);
    EXPECT_EQ(detail.revocation_reason, "SUPERSEDED");
    EXPECT_EQ(detail.export_option, "ENABLED");
    EXPECT_EQ(detail.validation_method, "HTTP");
    EXPECT_EQ(detail.managed_by, "CLOUDFRONT");
    EXPECT_EQ(detail.domain_validations.at(0).validation_emails, std::vector<std::string>{"admin@a.example"});
    EXPECT_EQ(detail.domain_validations.at(0).redirect_to, "https://validation/x");
    ASSERT_TRUE(detail.renewal);
    EXPECT_EQ(detail.renewal->status, "PENDING_VALIDATION");
    EXPECT_EQ(detail.renewal->status_reason, "CAA_ERROR");
    EXPECT_EQ(detail.renewal->domain_validations.at(0).validation_status, "FAILED");
    EXPECT_TRUE(detail.renewal->updated_at);
}

TEST(AcmCodec, reads_search_results) {
    const auto page = parse_search_page(R"({"Results": [{
        "CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/1",
        "X509Attributes": {"SerialNumber": "03:e9", "Subject": {"CommonName": "a.example"},
            "Issuer": {"Country": "US", "Organization": "Amazon, Inc", "CommonName": "Amazon RSA 2048 M02",
                       "DomainComponents": ["example"]}},
        "CertificateMetadata": {"AcmCertificateMetadata": {"RenewalStatus": "SUCCESS", "ValidationMethod": "DNS"}}},
        {"CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/2"}], "NextToken": "more"})");
    ASSERT_EQ(page.rows.size(), 2u);
    EXPECT_EQ(page.rows[0].serial, "03:e9");
    EXPECT_EQ(page.rows[0].issuer, R"(CN=Amazon RSA 2048 M02,O=Amazon\, Inc,C=US,DC=example)");
    EXPECT_EQ(page.rows[0].subject, "CN=a.example");
    EXPECT_EQ(page.rows[0].renewal_status, "SUCCESS");
    EXPECT_EQ(page.rows[0].validation_method, "DNS");
    EXPECT_EQ(page.rows[1].serial, "");
    EXPECT_EQ(page.next_token, "more");
}

// An empty list would mark every certificate missing.
TEST(AcmCodec, refuses_answers_without_what_they_are_about) {
    for (const std::string body :
         {"", "<!doctype html><title>502</title>", "[]", "null", "{}", R"({"CertificateSummaryList":null})",
          R"({"CertificateSummaryList":{}})", R"({"CertificateSummaryList":[null]})",
          R"({"CertificateSummaryList":[{"DomainName":"no.arn"}]})", R"({"CertificateSummaryList":[)",
          "{\"a\":\xff}"}) {
        EXPECT_THROW(parse_list_page(body), Error) << body;
        EXPECT_THROW(parse_search_page(body), Error) << body;
        EXPECT_THROW(parse_detail(body), Error) << body;
        EXPECT_THROW(parse_pem(body), Error) << body;
    }
    EXPECT_THROW(parse_tags("<html>"), Error);
    EXPECT_EQ(parse_tags("{}"), Tags{});
    EXPECT_EQ(parse_account_configuration("{}"), 45);
    EXPECT_EQ(parse_account_configuration(R"({"ExpiryEvents":{"DaysBeforeExpiry":7}})"), 7);
}

TEST(AcmCodec, refuses_json_that_is_nested_too_deep) {
    EXPECT_THROW(parse_list_page(std::string(100000, '[')), Error);
}

}  // namespace
}  // namespace certwright::aws::acm
