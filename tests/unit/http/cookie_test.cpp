#include "http/cookie.hpp"

#include "router_fixture.hpp"

namespace certwright::http {
namespace {

using test::request;

TEST(SessionCookie, is_found_among_others) {
    EXPECT_EQ(session_cookie_of(request("GET", "/", {{"Cookie", "a=b; certwright_session=abc; c=d"}})),
              "abc");
    EXPECT_EQ(session_cookie_of(request("GET", "/", {{"cookie", "certwright_session=abc"}})), "abc");
}

TEST(SessionCookie, is_absent_otherwise) {
    EXPECT_FALSE(session_cookie_of(request("GET", "/")));
    for (const char* other : {"", ";", "certwright_session", "xcertwright_session=1", "certwright_session2=1",
                              "a=certwright_session=1"})
        EXPECT_FALSE(session_cookie_of(request("GET", "/", {{"Cookie", other}}))) << other;
}

TEST(SessionCookie, is_out_of_reach_for_scripts_and_other_sites) {
    net::ServerRequest plain = request("GET", "/");
    EXPECT_EQ(set_session_cookie(plain, "abc", 60s),
              "certwright_session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
    plain.secure = true;
    EXPECT_EQ(set_session_cookie(plain, "abc", 60s),
              "certwright_session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
    EXPECT_EQ(clear_session_cookie(plain),
              "certwright_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
}

}  // namespace
}  // namespace certwright::http
