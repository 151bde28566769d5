#pragma once

#include "sandbox/admin/mailbox.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {

/// What the admin page shows. Private keys and secrets of access keys are in none of it.
boost::json::array accounts_report(World& world);
boost::json::array certificates_report(World& world);
boost::json::array mail_report(const Mailbox& mailbox);

}  // namespace certwright::sandbox
