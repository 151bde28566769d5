#pragma once

#include "sandbox/mail/mailbox.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {

/// The mails that are kept, the newest first, `most` of them.
boost::json::array mail_report(const Mailbox& mailbox, std::size_t most);

}  // namespace certwright::sandbox
