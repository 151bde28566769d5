#include "net/mail.hpp"

#include "base/error.hpp"
#include "support/scripted_server.hpp"
#include "support/smtp_server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>

/// Mails as aiosmtpd and Python's email package understand them.
namespace certwright::net {
namespace {

using test::SmtpServer;

const Time now = parse_rfc3339("2026-01-02T03:04:05Z");

Mail mail(const std::string& recipient = "anna@example.net") {
    return {
        .from = {.address = "certwright@example.com", .name = "Certwright \"\xf0\x9f\x94\x92\""},
        .to = {{.address = recipient, .name = "Anna, \"A.\""}, {.address = "bo@example.net"}},
        .subject =
            "Die Zertifikate f\xc3\xbcr example.com laufen ab: bitte bald erneuern, sonst \xf0\x9f\x94\x93",
        .text =
            "Gr\xc3\xbc\xc3\x9f"
            "e\n\n.\n..\n.quit\n" +
            std::string(300, 'x') + "\nende \n"};
}

class Mails : public testing::Test {
  protected:
    void start(SmtpServer::Mode mode) {
        smtp = std::make_unique<SmtpServer>(mode);
        server.host = "127.0.0.1";
        server.port = smtp->port();
        server.tls = mode == SmtpServer::Mode::none       ? MailTls::none
                     : mode == SmtpServer::Mode::starttls ? MailTls::starttls
                                                          : MailTls::implicit;
        if (mode != SmtpServer::Mode::none) server.ca_bundle = smtp->authority();
    }
    void sign_in(const char* password = "correct horse") {
        server.user = "certwright";
        server.password = Secret{password};
    }
    MailAccepted accepted(const Mail& mail) {
        auto outcome = send_mail(server, mail, now, {});
        if (const auto* not_sent = std::get_if<MailNotSent>(&outcome)) {
            ADD_FAILURE() << to_string(not_sent->failure) << ": " << not_sent->detail;
            return {};
        }
        return std::get<MailAccepted>(outcome);
    }
    MailNotSent not_sent(const Mail& mail, std::stop_token stop = {}) {
        auto outcome = send_mail(server, mail, now, std::move(stop));
        if (std::holds_alternative<MailAccepted>(outcome)) {
            ADD_FAILURE() << "it was sent";
            return {};
        }
        return std::get<MailNotSent>(outcome);
    }
    std::string address() const { return "127.0.0.1:" + std::to_string(server.port); }

    std::unique_ptr<SmtpServer> smtp;
    MailServer server;
};

std::string field(const json::object& mail, std::string_view name) {
    for (const json::value& entry : mail.at("fields").as_array()) {
        if (entry.at(0).as_string() == name) return std::string{entry.at(1).as_string()};
    }
    return "<none>";
}

TEST_F(Mails, are_understood_by_others) {
    start(SmtpServer::Mode::none);
    Mail sent = mail();
    sent.html =
        "<p>Gr\xc3\xbc\xc3\x9f"
        "e = &lt;3</p>\n";
    sent.headers = {{"Auto-Submitted", "auto-generated"}};
    const std::string id = accepted(sent).message_id;
    const json::object seen = smtp->mail(1);
    EXPECT_EQ(seen.at("defects").as_array().size(), 0u) << seen.at("defects");
    EXPECT_EQ(seen.at("from").as_string(), "certwright@example.com");
    EXPECT_EQ(seen.at("to"), (json::array{"anna@example.net", "bo@example.net"}));
    EXPECT_EQ(seen.at("recipients"), (json::array{json::array{"Anna, \"A.\"", "anna@example.net"},
                                                  json::array{"", "bo@example.net"}}));
    EXPECT_EQ(field(seen, "Subject"), sent.subject);
    EXPECT_EQ(field(seen, "Message-ID"), id);
    EXPECT_EQ(field(seen, "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(seen.at("date").as_string(), "2026-01-02T03:04:05+00:00");
    EXPECT_EQ(seen.at("bodies").at("plain").as_string(), sent.text);
    EXPECT_EQ(seen.at("bodies").at("html").as_string(), sent.html);
    EXPECT_FALSE(seen.at("encrypted").as_bool());
}

TEST_F(Mails, arrive_with_the_bytes_that_were_written) {
    start(SmtpServer::Mode::none);
    accepted(mail());
    const std::string raw{smtp->mail(1).at("raw").as_string()};
    EXPECT_NE(raw.find("\r\n\r\n.\r\n..\r\n.quit\r\n"), std::string::npos) << "dots came back as they were";
    for (std::size_t at = 0; at < raw.size(); ++at) {
        if (raw[at] != '\n' && raw[at] != '\r') continue;
        EXPECT_EQ(raw.substr(raw[at] == '\n' ? at - 1 : at, 2), "\r\n");
    }
}

TEST_F(Mails, of_any_size_and_number_are_taken) {
    start(SmtpServer::Mode::none);
    Mail large = mail();
    for (int line = 0; line < 20'000; ++line) large.text += ".line " + std::to_string(line) + "\n";
    accepted(large);
    EXPECT_TRUE(smtp->mail(1).at("bodies").at("plain").as_string() == large.text) << "too long to show";
    Mail empty = mail();
    empty.text = "";
    EXPECT_NE(accepted(empty).message_id, accepted(empty).message_id);
    EXPECT_TRUE(smtp->has_mail(3));
}

TEST_F(Mails, go_through_starttls_with_a_password) {
    start(SmtpServer::Mode::starttls);
    sign_in();
    accepted(mail());
    EXPECT_TRUE(smtp->mail(1).at("encrypted").as_bool());
    EXPECT_EQ(smtp->mail(1).at("user").as_string(), "certwright");
}

TEST_F(Mails, go_through_implicit_tls_with_a_password) {
    start(SmtpServer::Mode::implicit);
    sign_in();
    accepted(mail());
    EXPECT_EQ(smtp->mail(1).at("user").as_string(), "certwright");
}

TEST_F(Mails, go_to_trusted_servers_only) {
    start(SmtpServer::Mode::starttls);
    sign_in();
    server.ca_bundle = "";
    EXPECT_EQ(not_sent(mail()).failure, MailFailure::tls);
    start(SmtpServer::Mode::implicit);
    server.ca_bundle = "";
    EXPECT_EQ(not_sent(mail()).failure, MailFailure::tls);
    EXPECT_FALSE(smtp->has_mail(1));
}

TEST_F(Mails, are_not_sent_in_the_clear_instead) {
    start(SmtpServer::Mode::none);
    server.tls = MailTls::starttls;
    const MailNotSent refused = not_sent(mail());
    EXPECT_EQ(refused.failure, MailFailure::tls);
    EXPECT_FALSE(refused.permanent);
    EXPECT_FALSE(smtp->has_mail(1));
}

TEST_F(Mails, are_refused_with_the_servers_words) {
    start(SmtpServer::Mode::none);
    const MailNotSent gone = not_sent(mail("gone@example.net"));
    EXPECT_EQ(gone.failure, MailFailure::refused);
    EXPECT_TRUE(gone.permanent);
    EXPECT_EQ(gone.detail, "the mail server " + address() + " refused the mail: 550 5.1.1 no such user here");
    const MailNotSent later = not_sent(mail("later@example.net"));
    EXPECT_EQ(later.failure, MailFailure::refused);
    EXPECT_FALSE(later.permanent);
    EXPECT_NE(later.detail.find("451 4.7.1 greylisted"), std::string::npos) << later.detail;
    const MailNotSent full = not_sent(mail("full@example.net"));
    EXPECT_EQ(full.failure, MailFailure::refused);
    EXPECT_NE(full.detail.find("552 5.2.2 the mailbox is full"), std::string::npos) << full.detail;
    EXPECT_FALSE(smtp->has_mail(1)) << "for none of the recipients";
}

TEST_F(Mails, need_the_right_password) {
    start(SmtpServer::Mode::starttls);
    sign_in("wrong horse");
    const MailNotSent denied = not_sent(mail());
    EXPECT_EQ(denied.failure, MailFailure::authentication);
    EXPECT_TRUE(denied.permanent);
    EXPECT_NE(denied.detail.find("did not accept user \"certwright\": 535 "), std::string::npos)
        << denied.detail;
    EXPECT_EQ(denied.detail.find("horse"), std::string::npos);
}

TEST_F(Mails, do_not_repeat_a_password_that_the_server_repeats) {
    start(SmtpServer::Mode::starttls);
    sign_in();
    EXPECT_EQ(not_sent(mail("tells@example.net")).detail,
              "the mail server " + address() + " refused the mail: 550 and words that repeat the password");
}

TEST_F(Mails, wait_only_so_long) {
    start(SmtpServer::Mode::none);
    server.timeout = 300ms;
    const MailNotSent late = not_sent(mail("silence@example.net"));
    EXPECT_EQ(late.failure, MailFailure::timeout);
    EXPECT_FALSE(late.permanent);
    EXPECT_EQ(late.detail, "the mail server " + address() + " did not take the mail in time");
}

TEST_F(Mails, can_be_stopped) {
    start(SmtpServer::Mode::none);
    std::stop_source stop;
    const auto stopper = std::async(std::launch::async, [&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    });
    EXPECT_EQ(not_sent(mail("silence@example.net"), stop.get_token()).failure, MailFailure::cancelled);
    EXPECT_EQ(not_sent(mail(), stop.get_token()).failure, MailFailure::cancelled);
    EXPECT_FALSE(smtp->has_mail(1));
}

/// Takes everything up to the beginning of the mail's text, and reads that only when the client has been told
/// to stop.
std::string what_arrives_of_a_stopped_mail(MailServer& server, const Mail& mail) {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int small = 4096;
    setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(listener, generic, size), 0);
    EXPECT_EQ(listen(listener, 1), 0);
    EXPECT_EQ(getsockname(listener, generic, &size), 0);
    server.port = ntohs(address.sin_port);
    std::stop_source stop;
    auto outcome =
        std::async(std::launch::async, [&] { return send_mail(server, mail, now, stop.get_token()); });
    const int client = accept(listener, nullptr, nullptr);
    char bytes[4096];
    for (const std::string_view reply :
         {"220 hello", "250 hello", "250 sender", "250 one", "250 two", "354 go on"}) {
        if (!reply.starts_with("220")) {
            EXPECT_GT(recv(client, bytes, sizeof bytes, 0), 0);
        }
        send(client, (std::string{reply} + "\r\n").data(), reply.size() + 2, MSG_NOSIGNAL);
    }
    EXPECT_GT(recv(client, bytes, 1, 0), 0) << "the text begins";
    stop.request_stop();
    std::string text;
    for (ssize_t count = 0; (count = recv(client, bytes, sizeof bytes, 0)) > 0;)
        text.append(bytes, static_cast<std::size_t>(count));
    close(client);
    close(listener);
    EXPECT_EQ(std::get<MailNotSent>(outcome.get()).failure, MailFailure::cancelled);
    return text;
}

TEST_F(Mails, that_are_stopped_on_their_way_have_no_end) {
    server.host = "127.0.0.1";
    server.tls = MailTls::none;
    Mail large = mail();
    large.text = std::string(8'000'000, 'x');
    const std::string text = what_arrives_of_a_stopped_mail(server, large);
    EXPECT_LT(text.size(), large.text.size());
    EXPECT_EQ(text.find("\r\n.\r\n"), std::string::npos) << "a server would take it for a whole mail";
}

TEST_F(Mails, tell_what_is_wrong_on_the_way) {
    start(SmtpServer::Mode::none);
    EXPECT_EQ(not_sent(mail("hangs-up@example.net")).failure, MailFailure::reset);
    server.port = test::unused_port();
    const MailNotSent nobody = not_sent(mail());
    EXPECT_EQ(nobody.failure, MailFailure::connect);
    EXPECT_EQ(nobody.detail.find("the mail server " + address() + " cannot be reached: "), 0u)
        << nobody.detail;
    server.host = "nowhere.invalid";
    EXPECT_EQ(not_sent(mail()).failure, MailFailure::resolve);
}

TEST_F(Mails, carry_no_password_in_the_clear_beyond_this_machine) {
    server.host = "mail.example.com";
    server.tls = MailTls::none;
    sign_in();
    EXPECT_THROW(send_mail(server, mail(), now, {}), Error);
    server.host = "a/b";
    server.tls = MailTls::starttls;
    EXPECT_THROW(send_mail(server, mail(), now, {}), Error);
    server.host = "user@mail.example.com";
    EXPECT_THROW(send_mail(server, mail(), now, {}), Error);
}

}  // namespace
}  // namespace certwright::net
