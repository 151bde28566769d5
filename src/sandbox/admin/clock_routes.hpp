#pragma once

#include "net/http_message.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox {

/// GET /clock, POST /clock/advance, /clock/set and /clock/rate. Throws Fault::invalid, not_found or conflict.
net::ServerResponse answer_clock(World& world, const net::ServerRequest& request);

}  // namespace certwright::sandbox
