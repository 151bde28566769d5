#include "aws/account_codec.hpp"

#include "answers.hpp"
#include "base/error.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::aws {
namespace {

using test::moto;

TEST(AccountCodec, reads_who_is_asking) {
    const auto identity = parse_caller_identity(test::vector_file("aws/sts_identity.xml"));
    EXPECT_EQ(identity.account_id, "123456789012");
    EXPECT_EQ(identity.arn, "arn:aws-cn:sts::123456789012:assumed-role/certwright/session-1");
    EXPECT_EQ(identity.user_id, "AKIAI44QH8DHBEXAMPLE:session-1");
    EXPECT_EQ(identity.partition, "aws-cn");
    EXPECT_EQ(parse_caller_identity(moto("GetCallerIdentity")).partition, "aws");
}

TEST(AccountCodec, refuses_an_identity_without_an_arn) {
    const auto answer = [](const std::string& arn) {
        return "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account><Arn>" + arn +
               "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>";
    };
    for (const auto* arn : {"", "arn", "arn:", "arn::iam", "user/x"})
        EXPECT_THROW(parse_caller_identity(answer(arn)), Error) << arn;
}

TEST(AccountCodec, reads_regions_and_which_are_enabled) {
    const auto regions = parse_regions(test::vector_file("aws/ec2_regions.xml"));
    ASSERT_EQ(regions.size(), 3u);
    EXPECT_EQ(regions[0].name, "af-south-1");
    EXPECT_FALSE(regions[0].enabled());
    EXPECT_TRUE(regions[1].enabled());
    EXPECT_TRUE(regions[2].enabled());
    EXPECT_GT(parse_regions(moto("DescribeRegions")).size(), 20u);
    EXPECT_THROW(parse_regions("<DescribeRegionsResponse/>"), Error);
}

TEST(AccountCodec, reads_tags_in_bulk) {
    EXPECT_EQ(resource_tags_request({"arn:1", "arn:2"}, ""), R"({"ResourceARNList":["arn:1","arn:2"]})");
    EXPECT_EQ(resource_tags_request({"a"}, "t"), R"({"ResourceARNList":["a"],"PaginationToken":"t"})");
    const auto page = parse_resource_tags(moto("GetResources"));
    ASSERT_EQ(page.tags.size(), 1u);
    EXPECT_EQ(page.tags.begin()->second, (acm::Tags{{"bare", ""}, {"team", "edge"}}));
    EXPECT_THROW(parse_resource_tags("{}"), Error);
}

TEST(AccountCodec, reads_private_authorities) {
    EXPECT_EQ(certificate_authorities_request(false, ""), R"({"MaxResults":1000})");
    EXPECT_EQ(certificate_authorities_request(true, "n"),
              R"({"MaxResults":1000,"ResourceOwner":"OTHER_ACCOUNTS","NextToken":"n"})");
    const auto page = parse_certificate_authorities(moto("ListCertificateAuthorities"));
    ASSERT_EQ(page.rows.size(), 1u);
    const auto& authority = page.rows.front();
    EXPECT_EQ(authority.type, "ROOT");
    EXPECT_EQ(authority.key_algorithm, "RSA_2048");
    EXPECT_EQ(authority.signing_algorithm, "SHA256WITHRSA");
    EXPECT_EQ(authority.subject, R"(CN=Example\, Inc.,C=US)");
    EXPECT_EQ(authority.owner_account, "123456789012");
    EXPECT_TRUE(authority.created_at);
    EXPECT_EQ(parse_certificate_authority(moto("DescribeCertificateAuthority")).arn, authority.arn);
    EXPECT_THROW(parse_certificate_authority("{}"), Error);
}

TEST(KnownRegions, are_sorted_and_distinct_for_every_partition) {
    EXPECT_EQ(known_regions("aws").size(), 34u);
    for (const auto* partition : {"aws", "aws-cn", "aws-us-gov"}) {
        const auto regions = known_regions(partition);
        EXPECT_TRUE(std::ranges::is_sorted(regions));
        EXPECT_EQ(std::ranges::adjacent_find(regions), regions.end());
    }
    EXPECT_THROW(known_regions("aws-moon"), Error);
}

}  // namespace
}  // namespace certwright::aws
