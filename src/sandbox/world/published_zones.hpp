#pragma once

namespace certwright::sandbox {

struct World;

/// Lets the name server serve the zones as they are now: the public ones of Route 53 and its own. The world
/// is locked.
void publish_zones(World& world);

}  // namespace certwright::sandbox
