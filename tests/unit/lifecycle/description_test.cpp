#include "lifecycle/making/description.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using NameKind = x509::AlternativeName::Kind;
using Names = std::vector<x509::AlternativeName>;
using Texts = std::vector<std::string>;
using crypto::KeyAlgorithm;

Description of(Names names) {
    Description description;
    description.names = std::move(names);
    return description;
}

std::string problem_of(const Description& description) {
    try {
        complete(description, KeyAlgorithm::ec_prime256v1);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        EXPECT_FALSE(error.hint().empty());
        return error.message();
    }
    return {};
}

TEST(Description, the_first_host_is_the_subject) {
    const auto made = complete(
        of({{NameKind::ip, "192.0.2.7"}, {NameKind::dns, "Bücher.example"}, {NameKind::dns, "b.example"}}),
        KeyAlgorithm::ec_prime256v1);
    EXPECT_EQ(made.subject, (x509::DistinguishedName{{"CN", "xn--bcher-kva.example"}}));
    EXPECT_EQ(made.names, (Names{{NameKind::ip, "192.0.2.7"},
                                 {NameKind::dns, "xn--bcher-kva.example"},
                                 {NameKind::dns, "b.example"}}));
}

TEST(Description, a_host_too_long_for_a_common_name_stands_among_the_names_alone) {
    const std::string host = std::string(60, 'a') + ".example";
    EXPECT_TRUE(complete(of({{NameKind::dns, host}}), KeyAlgorithm::ec_prime256v1).subject.empty());
}

TEST(Description, an_address_is_the_subject_where_there_is_no_host) {
    const auto made = complete(of({{NameKind::uri, "https://a.example/"}, {NameKind::ip, "2001:db8::1"}}),
                               KeyAlgorithm::ec_prime256v1);
    EXPECT_EQ(made.subject, (x509::DistinguishedName{{"CN", "2001:db8::1"}}));
    EXPECT_TRUE(complete(of({{NameKind::email, "a@example.com"}}), KeyAlgorithm::ed25519).subject.empty());
}

TEST(Description, each_name_is_written_once) {
    EXPECT_EQ(
        complete(of({{NameKind::dns, "A.example"}, {NameKind::dns, "a.example"}}), KeyAlgorithm::ed25519)
            .names.size(),
        1u);
}

TEST(Description, usages_follow_from_key_and_names) {
    const auto server = complete(of({{NameKind::dns, "a.example"}}), KeyAlgorithm::rsa_2048);
    EXPECT_EQ(server.key_usages, (Texts{"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"}));
    EXPECT_EQ(server.extended_key_usages, (Texts{"TLS_WEB_SERVER_AUTHENTICATION"}));
    const auto person = complete(of({{NameKind::email, "a@example.com"}}), KeyAlgorithm::ed25519);
    EXPECT_EQ(person.key_usages, (Texts{"DIGITAL_SIGNATURE"}));
    EXPECT_EQ(person.extended_key_usages, (Texts{"EMAIL_PROTECTION", "TLS_WEB_CLIENT_AUTHENTICATION"}));
    Description root;
    root.subject = {{"CN", "Root"}};
    root.is_ca = true;
    root.path_length = 0;
    const auto authority = complete(root, KeyAlgorithm::rsa_4096);
    EXPECT_EQ(authority.key_usages, (Texts{"DIGITAL_SIGNATURE", "CERTIFICATE_SIGNING", "CRL_SIGNING"}));
    EXPECT_TRUE(authority.extended_key_usages.empty());
    ASSERT_TRUE(authority.basic_constraints);
    EXPECT_TRUE(authority.basic_constraints->is_ca);
    EXPECT_EQ(authority.basic_constraints->path_length, 0);
}

TEST(Description, says_what_is_wrong) {
    EXPECT_NE(problem_of({}).find("must name something"), std::string::npos);
    EXPECT_NE(problem_of(of({{NameKind::ip, "300.1.1.1"}})).find("\"300.1.1.1\" is no IP address"),
              std::string::npos);
    EXPECT_NE(problem_of(of({{NameKind::uri, "no uri"}})).find("is no URI"), std::string::npos);
    Description authority = of({{NameKind::email, "a@example.com"}});
    authority.is_ca = true;
    EXPECT_NE(problem_of(authority).find("must have a subject"), std::string::npos);
    Description leaf = of({{NameKind::dns, "a.example"}});
    leaf.path_length = 1;
    EXPECT_NE(problem_of(leaf).find("path length"), std::string::npos);
}

TEST(Description, refuses_hosts_that_no_client_takes) {
    const auto problem = [](const std::string& host) { return problem_of(of({{NameKind::dns, host}})); };
    EXPECT_EQ(problem("192.0.2.1"),
              "\"192.0.2.1\" is no name of a host: it is an address, or its last label is a number");
    EXPECT_EQ(problem("*.com"), "\"*.com\" is no name of a host: the star stands in front of a single label");
    for (const char* host : {"--", "-a.example.com", "a-.example.com"})
        EXPECT_NE(problem(host).find("is no DNS name"), std::string::npos) << host;
    for (const char* host : {"*.example.com", "server", "4.example.com", "a--b.example.com"})
        EXPECT_EQ(problem(host), "") << host;
}

TEST(Description, usages_must_suit_an_authority_or_none) {
    Description leaf = of({{NameKind::dns, "a.example"}});
    leaf.key_usages = {"DIGITAL_SIGNATURE", "CERTIFICATE_SIGNING"};
    EXPECT_NE(problem_of(leaf).find("only an authority"), std::string::npos);
    Description root;
    root.subject = {{"CN", "Root"}};
    root.is_ca = true;
    root.key_usages = {"CRL_SIGNING"};
    EXPECT_EQ(problem_of(root), "");
    root.path_length = 0;
    EXPECT_NE(problem_of(root).find("path length"), std::string::npos);
}

TEST(Description, usages_must_suit_the_key) {
    Description leaf = of({{NameKind::dns, "a.example"}});
    leaf.key_usages = {"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"};
    EXPECT_NE(problem_of(leaf).find("EC_prime256v1 cannot have the key usage KEY_ENCIPHERMENT"),
              std::string::npos);
    EXPECT_NO_THROW(complete(leaf, KeyAlgorithm::rsa_2048));
    leaf.key_usages = {"DIGITAL_SIGNATURE", "KEY_AGREEMENT"};
    EXPECT_NO_THROW(complete(leaf, KeyAlgorithm::ec_secp384r1));
    EXPECT_THROW(complete(leaf, KeyAlgorithm::ed25519), Error);
}

}  // namespace
}  // namespace certwright::lifecycle
