#pragma once

#include "net/http_message.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox {

/// Where the links of validation mails lead: GET shows what is asked for, with a button; POST approves it.
/// Programs that only follow links, as mail scanners do, approve nothing.
net::ServerResponse answer_approval(World& world, const net::ServerRequest& request);

}  // namespace certwright::sandbox
