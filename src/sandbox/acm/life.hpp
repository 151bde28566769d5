#pragma once

#include "sandbox/acm/certificate.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox::acm {

/// Puts what happens next to the certificate on the agenda; call it after every change of one. The world is
/// locked.
void begin(World& world, const Certificate& certificate, Time now);

/// Does it for every certificate of a world that was read from a file. The world is locked.
void resume(World& world, Time now);

/// Looks for proofs at once: somebody asked, or a zone changed. The world is locked.
void look_soon(World& world, const Certificate& certificate, Time now);
/// The same for all that wait: records have changed somewhere.
void look_for_proofs(World& world);

}  // namespace certwright::sandbox::acm
