#include "net/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <array>
#include <string>

namespace certwright::net {
namespace {

bool is_public(const std::string& text) {
    std::array<std::uint8_t, 16> octets{};
    const bool is_v6 = text.find(':') != std::string::npos;
    EXPECT_EQ(inet_pton(is_v6 ? AF_INET6 : AF_INET, text.c_str(), octets.data()), 1) << text;
    return is_public_address(BytesView{octets.data(), is_v6 ? 16u : 4u});
}

TEST(PublicAddress, is_what_hosts_of_the_internet_have) {
    for (const char* text :
         {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",          "100.63.255.255", "100.128.0.0",
          "126.255.255.255", "128.0.0.0",       "169.253.255.255",   "172.15.255.255", "172.32.0.0",
          "192.0.1.0",       "192.167.255.255", "192.169.0.0",       "198.17.255.255", "198.20.0.0",
          "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "2001:200::1",    "2001:4860::8888",
          "3ffe::1",         "::ffff:1.1.1.1",  "64:ff9b::1.1.1.1"})
        EXPECT_TRUE(is_public(text)) << text;
}

TEST(PublicAddress, is_none_of_private_networks_this_machine_this_link_or_a_group) {
    for (const char* text :
         {"0.0.0.0",        "0.1.2.3",         "10.0.0.1",        "100.64.0.1",      "100.127.255.255",
          "127.0.0.1",      "127.255.255.255", "169.254.169.254", "172.16.0.1",      "172.31.255.255",
          "192.0.0.8",      "192.0.2.1",       "192.88.99.1",     "192.168.255.255", "198.18.0.1",
          "198.19.255.255", "198.51.100.1",    "203.0.113.1",     "224.0.0.1",       "239.255.255.255",
          "240.0.0.1",      "255.255.255.255"})
        EXPECT_FALSE(is_public(text)) << text;
}

TEST(PublicAddress, of_ipv6_is_global_unicast_alone) {
    for (const char* text : {"::",           "::1",
                             "::10.0.0.1",   "::1.1.1.1",
                             "fc00::1",      "fd00:ec2::254",
                             "fe80::1",      "fec0::1",
                             "ff02::1",      "2001::1",
                             "2001:db8::1",  "2001:1ff:ffff::1",
                             "2002:a00:1::", "2002:101:101::1",
                             "3fff::1",      "3fff:fff::1",
                             "4000::1",      "5f00::1",
                             "100::1",       "64:ff9b:1::1.1.1.1"})
        EXPECT_FALSE(is_public(text)) << text;
}

TEST(PublicAddress, that_stands_for_one_of_ipv4_is_judged_as_that) {
    for (const char* text :
         {"::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "64:ff9b::c0a8:1"})
        EXPECT_FALSE(is_public(text)) << text;
}

TEST(PublicAddress, is_read_as_the_system_has_it) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    const auto judged = [](const auto& address) {
        return is_public_address(*reinterpret_cast<const sockaddr*>(&address));
    };
    inet_pton(AF_INET6, "2606:4700::1111", &v6.sin6_addr);
    EXPECT_TRUE(judged(v6));
    inet_pton(AF_INET6, "fd00::1", &v6.sin6_addr);
    EXPECT_FALSE(judged(v6));
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    inet_pton(AF_INET, "1.1.1.1", &v4.sin_addr);
    EXPECT_TRUE(judged(v4));
    inet_pton(AF_INET, "127.0.0.1", &v4.sin_addr);
    EXPECT_FALSE(judged(v4));
    v4.sin_family = AF_UNIX;
    EXPECT_FALSE(judged(v4));
    EXPECT_TRUE(is_public_address(std::string_view{"1.1.1.1"}));
    EXPECT_FALSE(is_public_address(std::string_view{"::1"}));
    EXPECT_FALSE(is_public_address(std::string_view{"fe80::1%eth0"}));
    EXPECT_FALSE(is_public_address(std::string_view{}));
}

TEST(PublicAddress, is_nothing_of_another_length) {
    EXPECT_FALSE(is_public_address(BytesView{}));
    EXPECT_FALSE(is_public_address(Bytes{1, 1, 1}));
    EXPECT_FALSE(is_public_address(Bytes(17, 1)));
}

}  // namespace
}  // namespace certwright::net
