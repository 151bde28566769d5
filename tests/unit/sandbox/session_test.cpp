#include "base/json.hpp"
#include "sandbox/front/authentication.hpp"
#include "sandbox/sts/assume_role.hpp"
#include "unit/sandbox/small_world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {
namespace {

using test::SmallWorld;

class Session : public testing::Test {
  protected:
    Session() {
        small.settings.check_signatures = false;
        add_role(small.world, test::away, "reader", {.principals = {test::home}});
    }

    json::object assume(int seconds) {
        const json::object input{{"RoleArn", "arn:aws:iam::123456789012:role/reader"},
                                 {"RoleSessionName", "tester"},
                                 {"DurationSeconds", seconds}};
        return sts::assume_role(small.call(small.user()), input).at("Credentials").as_object();
    }

    Caller who_signs_with(const json::object& credentials) {
        net::ServerRequest request;
        request.headers = {{"Authorization",
                            fmt::format("AWS4-HMAC-SHA256 Credential={}/20260101/us-east-1/acm/aws4_request, "
                                        "SignedHeaders=host;x-amz-date, Signature=00",
                                        std::string_view{credentials.at("AccessKeyId").as_string()})},
                           {"X-Amz-Date", "20260101T000000Z"},
                           {"X-Amz-Security-Token", std::string{credentials.at("SessionToken").as_string()}}};
        ServiceModel service;
        service.signing_name = "acm";
        return authenticate(small.world, service, request);
    }

    SmallWorld small;
};

TEST_F(Session, is_known_until_its_end) {
    const auto credentials = assume(900);
    EXPECT_EQ(credentials.at("Expiration").as_double(),
              static_cast<double>(to_micros(small.machine.now())) / 1e6 + 900);
    small.machine.advance(899s);
    EXPECT_EQ(who_signs_with(credentials).principal.account_id, test::away);
    small.machine.advance(1s);
    EXPECT_EQ(test::code_of([&] { who_signs_with(credentials); }), "ExpiredTokenException");
}

TEST_F(Session, does_not_follow_the_virtual_clock) {
    const auto credentials = assume(900);
    small.world.clock.push_to(small.world.clock.now() + 24h);
    EXPECT_EQ(who_signs_with(credentials).principal.account_id, test::away);
}

}  // namespace
}  // namespace certwright::sandbox
