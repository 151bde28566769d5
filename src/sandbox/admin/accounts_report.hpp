#pragma once

#include "sandbox/faults/faults.hpp"
#include "sandbox/mail/mailbox.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {

/// How much there is of everything: what the page shows beside its tabs.
boost::json::object overview_report(World& world, const Mailbox& mailbox, const Faults& faults);

/// The accounts by number, `most` of them. Secrets of access keys are not in it.
boost::json::array accounts_report(World& world, std::size_t most);

}  // namespace certwright::sandbox
