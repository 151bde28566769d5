#include "sandbox/dns/zone.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

using dns::Name;
using dns::RecordType;
using namespace std::chrono_literals;

const Name origin = Name::parse("example.com");

TEST(Zone, keeps_the_last_set_of_a_name_and_type) {
    Zone zone{origin};
    zone.put(Name::parse("WWW.example.com"), RecordType::a, {60s, {"192.0.2.1"}});
    zone.put(Name::parse("www.example.com."), RecordType::a, {30s, {"192.0.2.2", "192.0.2.3"}});
    zone.put(Name::parse("www.example.com"), RecordType::txt, {60s, {"\"x\""}});
    ASSERT_TRUE(zone.at(Name::parse("www.example.com")));
    EXPECT_EQ(zone.at(Name::parse("www.example.com"))->size(), 2u);
    EXPECT_EQ(*zone.find(Name::parse("www.example.com"), RecordType::a),
              (RecordSet{30s, {"192.0.2.2", "192.0.2.3"}}));
    EXPECT_FALSE(zone.find(origin, RecordType::a));
}

TEST(Zone, forgets_what_is_removed) {
    Zone zone{origin};
    zone.put(Name::parse("a.b.example.com"), RecordType::a, {60s, {"192.0.2.1"}});
    EXPECT_TRUE(zone.exists(Name::parse("b.example.com"))) << "there is something below it";
    EXPECT_FALSE(zone.exists(Name::parse("c.example.com")));
    EXPECT_FALSE(zone.remove(Name::parse("a.b.example.com"), RecordType::txt));
    EXPECT_TRUE(zone.remove(Name::parse("a.b.example.com"), RecordType::a));
    EXPECT_FALSE(zone.remove(Name::parse("a.b.example.com"), RecordType::a));
    EXPECT_FALSE(zone.exists(Name::parse("b.example.com")));
    EXPECT_EQ(zone, Zone{origin});
}

TEST(Zone, refuses_what_cannot_be_there) {
    Zone zone{origin};
    const Name www = Name::parse("www.example.com");
    const auto refuses = [&](const Name& name, RecordType type, const RecordSet& set) {
        try {
            zone.put(name, type, set);
            ADD_FAILURE() << dns::to_string(type);
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
        }
    };
    refuses(Name::parse("www.example.org"), RecordType::a, {60s, {"192.0.2.1"}});
    refuses(Name::parse("com"), RecordType::a, {60s, {"192.0.2.1"}});
    refuses(origin, RecordType::cname, {60s, {"a.example"}});
    refuses(www, RecordType::soa, {60s, {"ns. host. 1 2 3 4 5"}});
    refuses(www, RecordType::a, {60s, {}});
    refuses(www, RecordType::a, {60s, {"bogus"}});
    refuses(www, RecordType::a, {-1s, {"192.0.2.1"}});
    refuses(www, RecordType::a, {std::chrono::seconds{2147483648}, {"192.0.2.1"}});
    refuses(www, RecordType::cname, {60s, {"a.example", "b.example"}});
    refuses(www, RecordType::ns, {60s, {"A.example.", "a.example"}});
    EXPECT_FALSE(zone.exists(origin)) << "a refusal leaves nothing behind";
}

}  // namespace
}  // namespace certwright::sandbox
