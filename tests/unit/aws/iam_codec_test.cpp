#include "aws/iam_codec.hpp"

#include "answers.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::aws::iam {
namespace {

using test::moto;

TEST(IamCodec, encodes_names_and_markers_as_forms) {
    EXPECT_EQ(list_request(""), "MaxItems=1000");
    EXPECT_EQ(list_request("A+/="), "MaxItems=1000&Marker=A%2B%2F%3D");
    EXPECT_EQ(name_request("a b&c"), "ServerCertificateName=a%20b%26c");
}

TEST(IamCodec, reads_a_page_of_certificates) {
    const auto page = parse_list_page(test::vector_file("aws/iam_list.xml"));
    ASSERT_EQ(page.rows.size(), 2u);
    EXPECT_EQ(page.rows[0].name, "ProdServerCert");
    EXPECT_EQ(page.rows[0].path, "/company/servercerts/");
    EXPECT_EQ(page.rows[0].id, "ASCACKCEVSQ6CEXAMPLE1");
    EXPECT_EQ(format_rfc3339(page.rows[0].uploaded_at.value()), "2010-05-08T01:02:03.004000Z");
    EXPECT_EQ(format_rfc3339(page.rows[0].expires_at.value()), "2012-05-08T01:02:03Z");
    EXPECT_EQ(page.rows[1].name, "a & b");
    EXPECT_EQ(page.rows[1].uploaded_at, std::nullopt);
    EXPECT_EQ(page.rows[1].expires_at, std::nullopt);
    EXPECT_EQ(page.marker, "AAF/next+page==");
}

TEST(IamCodec, reads_a_certificate_with_its_tags) {
    const auto detail = parse_detail(test::vector_file("aws/iam_get.xml"));
    EXPECT_TRUE(detail.pem.certificate.starts_with("-----BEGIN CERTIFICATE-----\nMAA="));
    EXPECT_EQ(detail.pem.chain, "");
    EXPECT_EQ(detail.tags, (acm::Tags{{"empty", ""}, {"team", "edge"}}));
}

TEST(IamCodec, reads_how_many_server_certificates_an_account_may_hold) {
    EXPECT_EQ(
        parse_account_summary(test::vector_file("aws/iam_account_summary.xml")).server_certificates_quota,
        20);
    const auto summary = [](const std::string& entries) {
        return "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap>" + entries +
               "</SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>";
    };
    for (const std::string value : {"", "many", "-1", "20.5", "99999999999999999999"})
        EXPECT_THROW(parse_account_summary(summary("<entry><key>ServerCertificatesQuota</key><value>" +
                                                   value + "</value></entry>")),
                     Error)
            << value;
    EXPECT_THROW(parse_account_summary(summary("<entry><key>Users</key><value>20</value></entry>")), Error);
}

TEST(IamCodec, reads_what_moto_answers) {
    const auto page = parse_list_page(moto("ListServerCertificates"));
    ASSERT_EQ(page.rows.size(), 1u);
    EXPECT_EQ(page.marker, "");
    const auto detail = parse_detail(moto("GetServerCertificate"));
    EXPECT_EQ(detail.metadata.arn, page.rows[0].arn);
    EXPECT_EQ(detail.metadata.path, "/cloudfront/");
    EXPECT_TRUE(detail.pem.certificate.starts_with("-----BEGIN CERTIFICATE-----"));
}

TEST(IamCodec, refuses_answers_without_what_they_are_about) {
    for (const std::string xml :
         {"", "<html><body>502</body></html>", "<ListServerCertificatesResponse>",
          "<ListServerCertificatesResponse/>", "<ErrorResponse/>", "{}",
          "<ListServerCertificatesResponse><ListServerCertificatesResult><ServerCertificateMetadataList><"
          "member/>"
          "</ServerCertificateMetadataList></ListServerCertificatesResult></ListServerCertificatesResponse>",
          "<ListServerCertificatesResponse><ListServerCertificatesResult><IsTruncated>true</IsTruncated>"
          "<ServerCertificateMetadataList/></ListServerCertificatesResult></"
          "ListServerCertificatesResponse>"}) {
        EXPECT_THROW(parse_list_page(xml), Error) << xml;
        EXPECT_THROW(parse_detail(xml), Error) << xml;
        EXPECT_THROW(parse_tag_page(xml), Error) << xml;
    }
}

TEST(IamCodec, does_not_expand_entities) {
    const std::string bomb = R"(<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>
        <ListServerCertificatesResponse><ListServerCertificatesResult><ServerCertificateMetadataList><member>
        <Arn>&a;&f;</Arn><ServerCertificateName>n</ServerCertificateName></member></ServerCertificateMetadataList>
        </ListServerCertificatesResult></ListServerCertificatesResponse>)";
    EXPECT_EQ(parse_list_page(bomb).rows.at(0).arn, "&a;&f;");
}

}  // namespace
}  // namespace certwright::aws::iam
