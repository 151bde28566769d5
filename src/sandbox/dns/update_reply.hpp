#pragma once

#include "base/bytes.hpp"
#include "sandbox/dns/answer.hpp"
#include "sandbox/dns/tsig_key.hpp"

#include <functional>
#include <optional>

namespace certwright::sandbox {

/// The zones that may be changed over DNS, and by whom.
struct UpdatableZones {
    /// The key of the zone with that origin; absent for a zone that takes no updates.
    std::function<std::optional<TsigKey>(const dns::Name& origin)> key_of;
    /// Lets `change` act on that zone, alone; returns what it returns. What it changed is served from then
    /// on.
    std::function<Rcode(const dns::Name& origin, const std::function<Rcode(Zone&)>& change)> change;
    std::function<Time()> now;  ///< the machine's: signatures have no other
};

/// Whether the message asks for a change (RFC 2136 section 2.2).
bool is_update(BytesView message);

/// Acts on such a message (RFC 2136 section 3) when a zone's key signed it (RFC 8945); the signed answer.
/// Without a signature: REFUSED; with another: NOTAUTH, which tells what is wrong with it.
Bytes update_reply(BytesView message, const UpdatableZones& zones);

}  // namespace certwright::sandbox
