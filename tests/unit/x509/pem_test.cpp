#include "base/error.hpp"
#include "support/vectors.hpp"
#include "x509/certificate.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

std::string with_crlf(const std::string& text) {
    std::string changed;
    for (const char c : text) changed += c == '\n' ? "\r\n" : std::string(1, c);
    return changed;
}

std::string refusal(const std::string& text) {
    try {
        (void)pem_to_ders(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        return error.message();
    }
    return "accepted";
}

TEST(Pem, gives_certificates_in_order_out_of_any_text) {
    const std::string root = test::vector_file("x509/root.pem");
    const std::string leaf = test::vector_file("x509/leaf.pem");
    const std::string text =
        "subject: somebody\r\n" + with_crlf(leaf) +
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" +
        "  1 s:/CN=root\n" + root + "trailing words";
    const auto ders = pem_to_ders(text);
    ASSERT_EQ(ders.size(), 2u);
    EXPECT_EQ(parse_der(ders[0]).common_name, "leaf.example.com");
    EXPECT_EQ(parse_der(ders[1]).common_name, "Example Root");
}

TEST(Pem, comes_back_as_openssl_writes_it) {
    for (const auto* name : {"x509/root.pem", "x509/rsa4096.pem", "x509/p256.pem"}) {
        const std::string pem = test::vector_file(name);
        EXPECT_EQ(der_to_pem(pem_to_ders(pem).front()), pem);
    }
}

TEST(Pem, accepts_blocks_without_line_breaks_between_them) {
    const std::string root = test::vector_file("x509/root.pem");
    const std::string joined = root.substr(0, root.size() - 1) + root;
    EXPECT_EQ(pem_to_ders(joined).size(), 2u);
}

TEST(Pem, names_the_entry_that_is_broken) {
    const std::string root = test::vector_file("x509/root.pem");
    EXPECT_NE(refusal(root + "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n")
                  .find("certificate 2 of the PEM text"),
              std::string::npos);
    EXPECT_EQ(refusal(root + root.substr(0, 100)),
              "cannot read certificate 2 of the PEM text: it has no END line");
    EXPECT_EQ(refusal(root.substr(0, 100) + "\n" + root),
              "cannot read certificate 1 of the PEM text: it has no END line");
}

TEST(Pem, refuses_a_text_without_certificates) {
    for (const auto* text : {"", "nothing", "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"})
        EXPECT_EQ(refusal(text), "the text holds no PEM certificate");
}

TEST(Pem, is_bounded_in_size_and_count) {
    EXPECT_NE(refusal(std::string(2 * 1024 * 1024 + 1, 'x')).find("the limit is 2097152"), std::string::npos);
    std::string many;
    for (int i = 0; i < 101; ++i) many += test::vector_file("x509/p256.pem");
    EXPECT_EQ(refusal(many), "cannot read a PEM text of more than 100 certificates");
}

TEST(Pem, reads_two_megabytes_of_unfinished_blocks) {
    std::string text;
    while (text.size() < 2'000'000) text += "-----BEGIN X-----\n";
    EXPECT_EQ(refusal(text), "the text holds no PEM certificate");
}

}  // namespace
}  // namespace certwright::x509
