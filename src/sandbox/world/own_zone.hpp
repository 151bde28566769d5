#pragma once

#include "sandbox/dns/tsig_key.hpp"
#include "sandbox/dns/update_reply.hpp"
#include "sandbox/dns/zone.hpp"

#include <boost/describe/class.hpp>

namespace certwright::sandbox {

struct World;

/// A zone of the name server itself, in no account of AWS: as a company has one on its BIND. Whoever has its
/// key changes it over DNS (RFC 2136).
struct OwnZone {
    Zone zone;
    TsigKey key;
};
BOOST_DESCRIBE_STRUCT(OwnZone, (), (zone, key))

/// The world's own zones, to be changed over DNS. What changed is served at once, and certificates that wait
/// for records are looked at.
UpdatableZones own_zones_of(World& world);

}  // namespace certwright::sandbox
