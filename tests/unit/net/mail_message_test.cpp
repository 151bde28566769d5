#include "net/mail_message.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::net {
namespace {

const Time now = parse_rfc3339("2026-01-02T03:04:05.678Z");

Mail mail() {
    return {.from = {.address = "certwright@example.com", .name = "Certwright"},
            .to = {{.address = "anna@example.net"}},
            .subject = "Hello",
            .text = "One\nTwo\n"};
}

std::string message(const Mail& mail) {
    return mail_message(mail, now, "<1@example.com>");
}

/// The value of a field, unfolded.
std::string field(const std::string& message, const std::string& name) {
    const auto begin = message.find("\r\n" + name + ":");
    if (begin == message.npos) return "<none>";
    auto end = message.find("\r\n", begin + 2);
    while (message[end + 2] == ' ') end = message.find("\r\n", end + 2);
    std::string value = message.substr(begin + 3 + name.size(), end - begin - 3 - name.size());
    for (auto at = value.find("\r\n"); at != value.npos; at = value.find("\r\n")) value.erase(at, 2);
    return value.substr(std::min<std::size_t>(1, value.size()));
}

std::string body(const std::string& message) {
    return message.substr(message.find("\r\n\r\n") + 4);
}

void expect_short_lines(const std::string& message, std::size_t limit) {
    for (std::size_t at = 0; at < message.size();) {
        const auto end = message.find("\r\n", at);
        ASSERT_NE(end, message.npos);
        EXPECT_LE(end - at, limit) << message.substr(at, end - at);
        at = end + 2;
    }
}

TEST(MailMessage, is_written_as_rfc_5322_says) {
    EXPECT_EQ(message(mail()),
              "Date: Fri, 02 Jan 2026 03:04:05 +0000\r\n"
              "From: \"Certwright\" <certwright@example.com>\r\n"
              "To: anna@example.net\r\n"
              "Message-ID: <1@example.com>\r\n"
              "Subject: Hello\r\n"
              "MIME-Version: 1.0\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n"
              "\r\n"
              "One\r\nTwo\r\n");
}

TEST(MailMessage, has_both_kinds_of_text_when_there_are_two) {
    Mail both = mail();
    both.html = "<p>One</p>";
    EXPECT_EQ(body(message(both)),
              "--=_certwright_alternative\r\n"
              "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
              "One\r\nTwo\r\n\r\n"
              "--=_certwright_alternative\r\n"
              "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
              "<p>One</p>\r\n\r\n"
              "--=_certwright_alternative--\r\n");
}

TEST(MailMessage, encodes_what_is_not_ascii) {
    Mail other = mail();
    other.subject =
        "Gr\xc3\xbc\xc3\x9f"
        "e";
    other.from.name = "B\xc3\xbcro";
    other.text = "\xc3\xa9=\t \n";
    EXPECT_EQ(field(message(other), "Subject"), "=?utf-8?B?R3LDvMOfZQ==?=");
    EXPECT_EQ(field(message(other), "From"), "=?utf-8?B?QsO8cm8=?= <certwright@example.com>");
    EXPECT_EQ(body(message(other)), "=C3=A9=3D\t=20\r\n");
}

TEST(MailMessage, splits_encoded_words_between_characters) {
    Mail other = mail();
    for (int count = 0; count < 100; ++count) other.subject += "\xf0\x9f\x94\x92";
    const std::string subject = field(message(other), "Subject");
    EXPECT_EQ(subject.find("=?utf-8?B?SGVsbG/wn5SS8J+UkvCflJLwn5SS8J+UkvCflJLwn5SS8J+Ukg==?= "), 0u)
        << subject;
    expect_short_lines(message(other), 78);
}

TEST(MailMessage, breaks_long_lines) {
    Mail other = mail();
    for (int count = 0; count < 40; ++count) {
        other.subject += " certificate";
        other.to.push_back(
            {.address = "someone" + std::to_string(count) + "@example.net", .name = "Some \"One\""});
        other.text += "a long line without an end, ";
    }
    const std::string written = message(other);
    expect_short_lines(written, 78);
    EXPECT_EQ(field(written, "Subject"), other.subject);
    EXPECT_NE(field(written, "To").find(", \"Some \\\"One\\\"\" <someone39@example.net>"), std::string::npos);
}

TEST(MailMessage, keeps_a_subject_that_could_be_misread) {
    Mail other = mail();
    const std::string long_word(200, 'x');
    for (const std::string& subject : {std::string{" two"}, std::string{"two  spaces"}, std::string{"end "},
                                       std::string{"=?utf-8?B?AA==?="}, long_word}) {
        other.subject = subject;
        EXPECT_EQ(field(message(other), "Subject").find("=?utf-8?B?"), 0u) << subject;
    }
    other.subject = "";
    EXPECT_EQ(field(message(other), "Subject"), "");
}

TEST(MailMessage, knows_only_crlf) {
    Mail other = mail();
    other.text = "a\rb\nc\r\nd\n\n.\n..e";
    EXPECT_EQ(body(message(other)), "a\r\nb\r\nc\r\nd\r\n\r\n.\r\n..e\r\n") << "dots are doubled on the wire";
    other.text = "";
    EXPECT_EQ(body(message(other)), "");
}

TEST(MailMessage, carries_more_fields) {
    Mail other = mail();
    other.headers = {{"Auto-Submitted", "auto-generated"}, {"X-Note", "\xc3\xa9"}};
    EXPECT_EQ(field(message(other), "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(field(message(other), "X-Note"), "=?utf-8?B?w6k=?=");
}

void expect_refused(const Mail& mail, std::string_view what) {
    try {
        message(mail);
        ADD_FAILURE() << what;
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        EXPECT_EQ(error.message().find_first_of("\r\n"), std::string::npos);
    }
}

TEST(MailMessage, lets_nobody_add_a_field) {
    for (const std::string text : {"a\r\nBcc: b@example.net", "a\nBcc: b", "a\rb", "a\tb", "\x7f", "\xff"}) {
        Mail other = mail();
        other.subject = text;
        expect_refused(other, "subject");
        other = mail();
        other.from.name = text;
        expect_refused(other, "from");
        other = mail();
        other.to[0].name = text;
        expect_refused(other, "to");
        other = mail();
        other.headers.add("X-Note", text);
        expect_refused(other, "header");
    }
    for (const char* name : {"", "bcc", "CC", "To", "From", "Subject", "Date", "Message-Id", "Mime-version",
                             "Content-Type", "X Note", "X-Note:", "X\r\nBcc", "\xc3\xa9"}) {
        Mail other = mail();
        other.headers.add(name, "x");
        expect_refused(other, name);
    }
}

TEST(MailMessage, goes_to_addresses_only) {
    for (const char* address :
         {"",      "a",       "@b",       "a@",      "a b@c",         "a@b c",      "a@b>",
          "<a@b>", "a@b,c@d", "a@b\r\nx", "a..b@c",  ".a@b",          "a.@b",       "a@.b",
          "a@b.",  "a@b..c",  "a@b@c",    "\"a\"@b", "a@[127.0.0.1]", "\xc3\xa9@b", "a@b\xc3\xa9",
          "a@b_c"}) {
        Mail other = mail();
        other.from.address = address;
        expect_refused(other, address);
        other = mail();
        other.to[0].address = address;
        expect_refused(other, address);
    }
    Mail none = mail();
    none.to.clear();
    expect_refused(none, "no recipient");
    for (const char* address :
         {"a@b", "first.last+tag@sub.example.com", "o'neill!#$%&*/=?^`{|}~-_@xn--bcher-kva.example"}) {
        Mail other = mail();
        other.to[0].address = address;
        EXPECT_EQ(field(message(other), "To"), address);
    }
}

TEST(MailMessage, takes_text_in_utf_8_only) {
    Mail other = mail();
    other.text = "\xff";
    expect_refused(other, "text");
    other = mail();
    other.html = std::string{"a\0b", 3};
    expect_refused(other, "html");
}

}  // namespace
}  // namespace certwright::net
