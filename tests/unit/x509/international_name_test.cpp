#include "x509/international_name.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

std::string problem_of(std::string_view name) {
    try {
        to_dns_name(name);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        EXPECT_FALSE(error.hint().empty());
        return error.message();
    }
    return {};
}

TEST(InternationalName, plain_names_become_lower_case) {
    EXPECT_EQ(to_dns_name("Shop.Example.COM"), "shop.example.com");
    EXPECT_EQ(to_dns_name("*.Example.com"), "*.example.com");
    EXPECT_EQ(to_dns_name("_acme.example.com"), "_acme.example.com");
}

TEST(InternationalName, international_labels_become_a_labels) {
    EXPECT_EQ(to_dns_name("bücher.example"), "xn--bcher-kva.example");
    EXPECT_EQ(to_dns_name("*.BÜCHER.example"), "*.xn--bcher-kva.example");
    EXPECT_EQ(to_dns_name("straße.example"), "xn--strae-oqa.example") << "as IDNA 2008 has it";
    EXPECT_EQ(to_dns_name("例え。テスト"), "xn--r8jz45g.xn--zckzah") << "with an ideographic full stop";
    EXPECT_EQ(to_dns_name("u\u0308ber.example"), "xn--ber-goa.example") << "composed first";
}

TEST(InternationalName, what_is_in_letters_of_dns_already_stays) {
    EXPECT_EQ(to_dns_name("xn--bcher-kva.example"), "xn--bcher-kva.example");
}

TEST(InternationalName, says_what_is_wrong) {
    EXPECT_NE(problem_of("xn--\x62\x63\x68.example"), "") << "no A-label of anything";
    EXPECT_NE(problem_of("a\u2010.\u0378").find("is no international DNS name"), std::string::npos);
    EXPECT_NE(problem_of("shop.*.example").find("is no DNS name"), std::string::npos);
    EXPECT_NE(problem_of("b\xff"
                         "cher.example"),
              "")
        << "no UTF-8";
    EXPECT_NE(problem_of("sh op.example"), "");
    EXPECT_NE(problem_of(""), "");
    EXPECT_NE(problem_of("*.").find("is no DNS name"), std::string::npos);
    EXPECT_NE(problem_of(std::string(64, 'a') + ".example"), "");
}

TEST(InternationalName, the_host_of_an_e_mail_address_too) {
    EXPECT_EQ(to_email_address("Alice@bücher.example"), "Alice@xn--bcher-kva.example");
    EXPECT_EQ(to_email_address("alice@example.com"), "alice@example.com");
    EXPECT_THROW(to_email_address("bücher@example.com"), Error);
    EXPECT_THROW(to_email_address("alice"), Error);
}

}  // namespace
}  // namespace certwright::x509
