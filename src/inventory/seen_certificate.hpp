#pragma once

#include "inventory/details.hpp"
#include "inventory/sweep.hpp"
#include "store/database.hpp"

namespace certwright::inventory {

/// Somebody other than discovery has looked at one certificate of ACM: what it saw is listed at once, without
/// a discovery. `details` have its description.
void keep_seen(store::Transaction& transaction, const Scope& scope, const Details& details, Time now);

/// Somebody other than discovery knows that a certificate is there no longer: it is marked missing at once.
void keep_gone(store::Transaction& transaction, const AccountId& account, const std::string& arn, Time now);

}  // namespace certwright::inventory
