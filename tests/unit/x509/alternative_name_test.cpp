#include "x509/alternative_name.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

using Kind = AlternativeName::Kind;

bool accepts(Kind kind, const std::string& value) {
    try {
        (void)general_name({kind, value});
        return true;
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        EXPECT_FALSE(error.hint().empty());
        return false;
    }
}
bool constrains(Kind kind, const std::string& value) {
    try {
        (void)constraint({kind, value});
        return true;
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        return false;
    }
}

TEST(AlternativeName, comes_back_as_it_was) {
    const std::vector<AlternativeName> names{
        {Kind::dns, "www.example.com"},      {Kind::ip, "192.0.2.7"},
        {Kind::dns, "*.Example.com"},        {Kind::ip, "2001:db8::7"},
        {Kind::email, "a.b@example.com"},    {Kind::uri, "spiffe://example.com/a?b#c"},
        {Kind::dns, "xn--bcher-kva.example"}};
    EXPECT_EQ(alternative_names(general_names(names).get()), names);
}

TEST(AlternativeName, may_be_a_host_of_253_characters_in_labels_of_63) {
    const std::string label(63, 'a');
    const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
    for (const auto& name :
         {std::string{"localhost"}, std::string{"_acme.a-b.example"}, std::string{"*.a"}, longest})
        EXPECT_TRUE(accepts(Kind::dns, name)) << name;
    using namespace std::string_literals;
    for (const auto& name :
         {""s, "."s, "a."s, ".a"s, "a..b"s, "*"s, "*."s, "a.*.b"s, "w*.b"s, "*.*.b"s, "a b"s,
          "bücher.example"s, "good\0evil"s, "a\\00b"s, "a/b"s, longest + "b", label + "a"})
        EXPECT_FALSE(accepts(Kind::dns, name)) << name;
}

TEST(AlternativeName, may_be_an_address) {
    for (const auto* address : {"0.0.0.0", "255.255.255.255", "::", "2001:DB8::1", "::ffff:1.2.3.4"})
        EXPECT_TRUE(accepts(Kind::ip, address)) << address;
    for (const auto* address : {"", "1.2.3", "1.2.3.256", "[::1]", "10.0.0.0/8", "host"})
        EXPECT_FALSE(accepts(Kind::ip, address)) << address;
}

TEST(AlternativeName, may_be_an_e_mail_address_or_a_uri) {
    EXPECT_TRUE(accepts(Kind::email, "o'neil+x@example.com"));
    for (const auto* address : {"", "a", "@b", "a@", "a@b@c", "a b@c", "ü@example.com", "a\\00@b"})
        EXPECT_FALSE(accepts(Kind::email, address)) << address;
    EXPECT_TRUE(accepts(Kind::uri, "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
    for (const auto* uri : {"", "x", ":x", "x:", "http://a b/", "http://ü/", "http://a\\b", "http://\"<>"})
        EXPECT_FALSE(accepts(Kind::uri, uri)) << uri;
}

TEST(NameConstraint, is_a_domain_a_network_or_a_mailbox) {
    for (const auto* domain : {"example.com", ".example.com", "com"}) {
        EXPECT_TRUE(constrains(Kind::dns, domain));
        EXPECT_TRUE(constrains(Kind::email, domain));
        EXPECT_TRUE(constrains(Kind::uri, domain));
    }
    EXPECT_TRUE(constrains(Kind::email, "a@example.com"));
    for (const auto* network : {"10.0.0.0/8", "0.0.0.0/0", "192.0.2.7/32", "2001:db8::/32", "::/0"})
        EXPECT_TRUE(constrains(Kind::ip, network)) << network;
    for (const auto* network :
         {"10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x"})
        EXPECT_FALSE(constrains(Kind::ip, network)) << network;
    for (const auto* domain : {"", ".", "..a", "http://a"})
        EXPECT_FALSE(constrains(Kind::uri, domain)) << domain;
}

}  // namespace
}  // namespace certwright::x509
