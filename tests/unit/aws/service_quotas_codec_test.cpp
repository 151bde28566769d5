#include "aws/service_quotas_codec.hpp"

#include "base/error.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::aws::service_quotas {
namespace {

TEST(ServiceQuotasCodec, asks_for_a_hundred_at_once_and_for_the_next) {
    EXPECT_EQ(list_request("acm", ""), R"({"ServiceCode":"acm","MaxResults":100})");
    EXPECT_EQ(list_request("acm", "t="), R"({"ServiceCode":"acm","MaxResults":100,"NextToken":"t="})");
}

TEST(ServiceQuotasCodec, reads_a_page_and_leaves_out_what_has_no_value) {
    const auto page = parse_list_page(test::vector_file("aws/service_quotas.json"));
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.rows[0].code, "L-D2CB7DE9");
    EXPECT_EQ(page.rows[0].value, 2500);
    EXPECT_EQ(page.rows[1].code, "L-3808DC70");
    EXPECT_EQ(page.rows[1].value, 20);
    EXPECT_EQ(page.next_token, "bmV4dA==");
    EXPECT_EQ(parse_list_page(R"({"Quotas":[]})").next_token, "");
}

TEST(ServiceQuotasCodec, refuses_answers_without_what_they_are_about) {
    for (const char* body :
         {"", "[]", "{}", "<html/>", R"({"Quotas":{}})", R"({"Quotas":[1]})", R"({"Quotas":[{"Value":1}]})"})
        EXPECT_THROW(parse_list_page(body), Error) << body;
}

}  // namespace
}  // namespace certwright::aws::service_quotas
