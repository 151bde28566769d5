#pragma once

#include "net/mail.hpp"

#include <string>
#include <string_view>

namespace certwright::net {

/// The mail as it is transmitted: fields and text in US-ASCII, lines ended by CRLF and not longer than 78
/// characters where they can be broken (RFC 5322 section 2.1.1), other characters as encoded words (RFC 2047)
/// and quoted-printable (RFC 2045 section 6.7). Throws Fault::invalid as send_mail() says.
std::string mail_message(const Mail& mail, Time now, std::string_view message_id);

}  // namespace certwright::net
