#include "x509/host.hpp"

#include "certificates.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

struct Match {
    const char* pattern;
    const char* host;
    bool covered;
};

TEST(HostName, follows_rfc_6125) {
    const Match matches[] = {
        {"example.com", "example.com", true},
        {"Example.COM", "eXample.com.", true},
        {"example.com", "www.example.com", false},
        {"*.example.com", "www.example.com", true},
        {"*.example.com", "WWW.Example.com", true},
        {"*.example.com", "example.com", false},
        {"*.example.com", "a.b.example.com", false},
        {"*.example.com", ".example.com", false},
        {"*.example.com", "*.example.com", true},
        {"*.example.com", "*.a.example.com", false},
        {"w*.example.com", "www.example.com", false},
        {"*w.example.com", "www.example.com", false},
        {"www.*.com", "www.example.com", false},
        {"*.*.com", "a.b.com", false},
        {"*.com", "example.com", false},
        {"*", "localhost", false},
        {"*.", "a.", false},
        {"localhost", "localhost", true},
        {"xn--bcher-kva.example", "xn--bcher-kva.example", true},
        {"", "", false},
        {"*.example.com", "", false},
    };
    for (const auto& [pattern, host, covered] : matches)
        EXPECT_EQ(name_covers(pattern, host), covered) << pattern << " for " << host;
}

TEST(HostName, is_looked_up_among_the_alternative_names) {
    const auto leaf = test::certificate("leaf");
    EXPECT_TRUE(covers(leaf, "leaf.example.com"));
    EXPECT_TRUE(covers(leaf, "a.leaf.example.com"));
    EXPECT_FALSE(covers(leaf, "other.example.com"));
}

TEST(HostName, may_be_an_address) {
    const auto certificate = test::certificate("san_kinds");
    EXPECT_TRUE(covers(certificate, "192.0.2.7"));
    EXPECT_TRUE(covers(certificate, "2001:DB8:0:0::7"));
    EXPECT_TRUE(covers(certificate, "[2001:db8::7]"));
    EXPECT_FALSE(covers(certificate, "192.0.2.8"));
}

TEST(HostName, falls_back_to_the_common_name_only_without_alternative_names) {
    EXPECT_TRUE(covers(test::certificate("p256"), "www.example.com"));
    EXPECT_FALSE(covers(test::certificate("san_kinds"), "only.the.common.name"));
}

TEST(HostName, with_an_embedded_nul_covers_nobody) {
    const auto certificate = test::certificate("nul_name");
    EXPECT_FALSE(covers(certificate, "good.example"));
    EXPECT_FALSE(covers(certificate, "evil.example"));
    EXPECT_FALSE(covers(certificate, "a.evil.example"));
}

}  // namespace
}  // namespace certwright::x509
