#pragma once

#include "base/time.hpp"

namespace certwright::sandbox {
struct World;
}

namespace certwright::sandbox::acm {

/// Once a day, at noon UTC, ACM tells EventBridge which certificates end soon, and which renewals wait for
/// somebody. Puts the next round on the agenda.
void begin_daily_rounds(World& world, Time now);

/// Whether the event is sent with so many days left: every day from `most_days` on.
bool is_expiration_approaching(int days, int most_days);

/// The same of renewals that wait: at 45, 30, 15, 3 and 1 days, of public certificates from 30 on ("ACM
/// Certificate Renewal Action Required event").
bool is_reminder_due(int days, bool is_public);

}  // namespace certwright::sandbox::acm
