#include "lifecycle/making/request_match.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;
using NameKind = x509::AlternativeName::Kind;

x509::Request asked_for(const Texts& hosts, const std::string& common_name = {}) {
    x509::Request asked;
    for (const std::string& host : hosts) asked.names.push_back({NameKind::dns, host});
    if (!common_name.empty()) {
        asked.subject_parts = {{"O", "Example"}, {"CN", common_name}};
        asked.subject = "CN=" + common_name + ",O=Example";
    }
    return asked;
}

x509::Certificate that_came(const Texts& hosts, const std::string& subject = {}) {
    x509::Certificate came;
    came.dns_names = hosts;
    came.subject = subject;
    return came;
}

TEST(RequestMatch, the_same_names_and_subject_are_the_closest) {
    const auto asked = asked_for({"a.example", "b.example"}, "a.example");
    EXPECT_EQ(distance_between(asked, that_came({"B.example", "a.example"}, "CN=a.example,O=Example")), 0);
    EXPECT_EQ(distance_between(asked, that_came({"a.example", "b.example"}, "CN=a.example")), 1);
    EXPECT_EQ(distance_between(asked, that_came({"a.example", "b.example", "c.example"})), 2);
}

TEST(RequestMatch, a_name_that_is_missing_makes_it_another_certificate) {
    EXPECT_FALSE(distance_between(asked_for({"a.example", "b.example"}), that_came({"a.example"})));
    EXPECT_FALSE(distance_between(asked_for({"www.a.example"}), that_came({"a.example"})));
    EXPECT_FALSE(distance_between(asked_for({"shop.a.example"}), that_came({"*.a.example"})));
}

TEST(RequestMatch, a_common_name_stands_for_no_name_that_was_asked_for) {
    auto came = that_came({"other.example"});
    came.common_name = "a.example";
    EXPECT_FALSE(distance_between(asked_for({"a.example"}, "a.example"), came));
    EXPECT_FALSE(distance_between(asked_for({"a.example", "www.a.example"}, "a.example"), came));
    EXPECT_EQ(distance_between(asked_for({}, "a.example"), came), 2);
}

TEST(RequestMatch, an_authority_may_add_or_drop_the_www_of_a_host) {
    EXPECT_EQ(distance_between(asked_for({"a.example"}), that_came({"a.example", "www.a.example"})), 2);
    EXPECT_EQ(distance_between(asked_for({"a.example", "www.a.example"}), that_came({"a.example"})), 3);
}

TEST(RequestMatch, a_request_without_names_means_its_common_name) {
    EXPECT_EQ(distance_between(asked_for({}, "a.example"), that_came({"a.example"})), 1);
    auto person = that_came({});
    person.common_name = "Alice";
    EXPECT_EQ(distance_between(asked_for({}, "Alice"), person), 1);
    EXPECT_FALSE(distance_between(asked_for({}, "Bob"), person));
}

TEST(RequestMatch, a_request_that_names_nothing_else_is_for_its_subject) {
    x509::Request asked;
    asked.subject = "O=Example";
    EXPECT_EQ(distance_between(asked, that_came({"a.example"}, "O=Example")), 0);
    EXPECT_FALSE(distance_between(asked, that_came({"a.example"}, "O=Other")));
}

TEST(RequestMatch, addresses_and_other_names_count_as_well) {
    x509::Request asked;
    asked.names = {{NameKind::ip, "192.0.2.7"}, {NameKind::uri, "https://a.example/"}};
    x509::Certificate came;
    came.ip_addresses = {"192.0.2.7"};
    EXPECT_FALSE(distance_between(asked, came));
    came.uris = {"https://a.example/"};
    EXPECT_EQ(distance_between(asked, came), 0);
}

}  // namespace
}  // namespace certwright::lifecycle
