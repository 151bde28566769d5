#include "lifecycle/succession.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using namespace std::chrono_literals;

Certificate named(std::vector<std::string> names, const std::string& spki) {
    Certificate certificate;
    certificate.settings.name = "shop";
    certificate.current.facts.names = std::move(names);
    certificate.current.facts.spki_sha256 = spki;
    return certificate;
}

bool may_follow(const Certificate& certificate, const Facts& brought) {
    return !why_no_successor(certificate, {certificate.current}, brought);
}

TEST(Succession, takes_one_name_or_the_key_in_common) {
    const Certificate shop = named({"a.example", "b.example"}, "key 1");
    EXPECT_TRUE(may_follow(shop, named({"b.example", "c.example"}, "key 2").current.facts));
    EXPECT_TRUE(may_follow(shop, named({"c.example"}, "key 1").current.facts));
    EXPECT_FALSE(may_follow(shop, named({"c.example"}, "key 2").current.facts));
    EXPECT_FALSE(may_follow(shop, named({}, "key 2").current.facts));
}

TEST(Succession, takes_the_key_of_an_older_version) {
    const Certificate shop = named({"a.example"}, "key 2");
    const Version old = named({"a.example"}, "key 1").current;
    EXPECT_FALSE(why_no_successor(shop, {shop.current, old}, named({"c.example"}, "key 1").current.facts));
}

TEST(Succession, of_what_has_no_names_goes_by_the_subject) {
    Certificate device = named({}, "key 1");
    device.current.facts.subject = "O=Devices,serialNumber=7";
    Facts next = named({}, "key 2").current.facts;
    EXPECT_FALSE(may_follow(device, next));
    next.subject = "O=Devices,serialNumber=7";
    EXPECT_TRUE(may_follow(device, next));
}

TEST(Succession, is_not_for_what_has_ended) {
    const Time now = parse_rfc3339("2030-01-01T00:00:00Z");
    Facts facts;
    facts.not_after = now;
    ASSERT_TRUE(why_not_current(facts, now));
    EXPECT_EQ(why_not_current(facts, now)->rule, "expired");
    facts.not_after = now + 1s;
    EXPECT_FALSE(why_not_current(facts, now));
}

}  // namespace
}  // namespace certwright::lifecycle
