#include "net/smtp_reply.hpp"

#include <gtest/gtest.h>

namespace certwright::net {
namespace {

SmtpReply reply(std::initializer_list<std::string_view> lines) {
    SmtpReply result;
    for (const std::string_view line : lines) result.take(line);
    return result;
}

TEST(SmtpReply, is_the_last_one) {
    EXPECT_EQ(reply({}).code(), 0);
    EXPECT_FALSE(reply({}).is_refusal());
    EXPECT_EQ(reply({"220 hello\r\n", "550 5.1.1 no such user\r\n"}).text(), "550 5.1.1 no such user");
    EXPECT_EQ(reply({"550 no\r\n", "250 ok\r\n"}).code(), 250);
    EXPECT_EQ(reply({"550 no\r\n", "550 never\r\n"}).text(), "550 never");
}

TEST(SmtpReply, puts_its_lines_together) {
    EXPECT_EQ(reply({"550-one\r\n", "550-two \r\n", "550 three\r\n"}).text(), "550 one two three");
    EXPECT_EQ(reply({"250-SIZE\r\n", "250 OK\r\n", "451-later\r\n", "451\r\n"}).text(), "451 later");
}

TEST(SmtpReply, passes_over_the_goodbye) {
    EXPECT_EQ(reply({"550 no\r\n", "221 2.0.0 bye\r\n"}).code(), 550);
}

TEST(SmtpReply, tells_what_may_be_tried_again) {
    EXPECT_TRUE(reply({"451 later"}).is_refusal());
    EXPECT_FALSE(reply({"451 later"}).is_permanent());
    EXPECT_TRUE(reply({"550 no"}).is_permanent());
    EXPECT_FALSE(reply({"354 go on"}).is_refusal());
}

TEST(SmtpReply, can_be_shown_whatever_it_is) {
    EXPECT_EQ(reply({"550 a\x1b[31m\xc3\xa9\r\n"}).text(), "550 a?[31m??");
    EXPECT_LT(reply({"550 " + std::string(100'000, 'x')}).text().size(), 10'000u);
    for (const char* line : {"", "5", "55", "abc no", "-50 x", "+50 x", " 50 x", "05 x"})
        EXPECT_EQ(reply({line}).code(), 0) << line;
}

}  // namespace
}  // namespace certwright::net
