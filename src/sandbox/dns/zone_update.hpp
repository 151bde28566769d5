#pragma once

#include "dns/native.hpp"
#include "sandbox/dns/answer.hpp"

namespace certwright::sandbox {

/// Changes the zone as an UPDATE message asks (RFC 2136 section 3): if all its prerequisites hold, then all
/// of its changes happen, and the SOA record's serial number grows. The answer's code; for any other than
/// `no_error` the zone is as before.
Rcode update_zone(Zone& zone, const ldns_pkt& message);

}  // namespace certwright::sandbox
