#include "x509/subject_text.hpp"

#include "base/error.hpp"
#include "x509/names.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

TEST(SubjectText, is_read_in_the_order_of_encoding) {
    const DistinguishedName expected{{"C", "DE"}, {"O", "Example"}, {"CN", "shop.example.com"}};
    EXPECT_EQ(parse_subject("CN=shop.example.com,O=Example,C=DE"), expected);
    EXPECT_EQ(parse_subject(" CN = shop.example.com , O=Example,  C=DE "), expected);
}

TEST(SubjectText, escapes_belong_to_values) {
    const DistinguishedName expected{{"O", "Example, Inc. "}, {"CN", "a=b+c ü"}};
    EXPECT_EQ(parse_subject("CN=a=b\\+c \\C3\\BC,O=Example\\, Inc.\\ "), expected);
}

TEST(SubjectText, what_is_shown_reads_back) {
    for (const DistinguishedName& name :
         {DistinguishedName{{"C", "DE"}, {"O", "Example, \"Inc\""}, {"CN", "#1 <shop>; \\ + ü"}},
          DistinguishedName{{"CN", " padded "}}, DistinguishedName{{"serialNumber", "12"}},
          DistinguishedName{{"1.2.3.4", "#1 ü, "}, {"CN", "shop"}}}) {
        const std::string shown = distinguished_name(native_name(name).get());
        EXPECT_EQ(parse_subject(shown), name) << shown;
    }
}

TEST(SubjectText, a_value_may_be_given_as_its_encoding) {
    const DistinguishedName expected{{"CN", "shop"}, {"1.2.3.4", "b"}};
    EXPECT_EQ(parse_subject("1.2.3.4=#0C0162,CN=#130473686f70"), expected);
    EXPECT_EQ(parse_subject("1.2.3.4= #0c0162 , CN=shop"), expected);
}

TEST(SubjectText, nothing_is_the_empty_name) {
    EXPECT_TRUE(parse_subject("").empty());
    EXPECT_TRUE(parse_subject("  ").empty());
}

TEST(SubjectText, says_what_is_wrong) {
    for (const char* text :
         {"shop.example.com", "CN=", "=x", "CN=a,,O=b", "CN=a,", "CN=a+O=b", "CN=a\\", "CN=#1", "CN=#",
          "CN=#0C", "CN=#0C00", "CN=#020105", "CN=#0500", "CN=#0C0162+O=b"}) {
        try {
            parse_subject(text);
            FAIL() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
            EXPECT_NE(error.message().find("cannot read the subject"), std::string::npos);
            EXPECT_FALSE(error.hint().empty());
        }
    }
}

}  // namespace
}  // namespace certwright::x509
