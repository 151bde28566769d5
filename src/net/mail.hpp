#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"
#include "net/http_message.hpp"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certwright::net {

/// `starttls` and `implicit` (RFC 8314 section 3) never fall back to sending in the clear.
enum class MailTls { none, starttls, implicit };

/// Where mails are handed in.
struct MailServer {
    std::string host;  ///< a name or an IP address, IPv6 in brackets
    std::uint16_t port = 587;
    MailTls tls = MailTls::starttls;
    std::string user;  ///< empty to hand in without authentication
    Secret password;
    std::string ca_bundle;   ///< PEM file to trust instead of the system's; empty for the system's
    Duration timeout = 30s;  ///< for the whole conversation; saying goodbye may take as long again
};

struct Mailbox {
    std::string address;  ///< local@domain in ASCII
    std::string name;     ///< what is shown for it; may be empty
};

/// A mail in UTF-8.
struct Mail {
    Mailbox from;
    std::vector<Mailbox> to;
    std::string subject;
    std::string text;
    std::string html;  ///< the same for programs that show HTML; may be empty
    Headers headers;   ///< more fields, for example Auto-Submitted; values in plain text
};

enum class MailFailure { resolve, connect, tls, timeout, authentication, refused, reset, cancelled };
std::string_view to_string(MailFailure failure);

/// The server has taken the mail for all recipients.
struct MailAccepted {
    std::string message_id;  ///< with its angle brackets
};

/// It has not, or not for certain: after `timeout` and `reset` it may have.
struct MailNotSent {
    MailFailure failure;
    bool permanent;      ///< the same mail will be refused again (a 5yz reply, RFC 5321 section 4.2.1)
    std::string detail;  ///< one line for people with the server's answer, without secrets
};

/// Hands one mail in by SMTP (RFC 5321), to all recipients or to none. Blocks its caller until the server's
/// answer, the time-out or `stop`; no retries, no proxies. Throws Fault::invalid for what is no mail
/// (addresses, control characters in a field, text that is not UTF-8), and for a password that would leave
/// this machine in the clear.
std::variant<MailAccepted, MailNotSent> send_mail(const MailServer& server, const Mail& mail, Time now,
                                                  std::stop_token stop);

}  // namespace certwright::net
