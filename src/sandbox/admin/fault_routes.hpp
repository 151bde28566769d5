#pragma once

#include "net/http_message.hpp"
#include "sandbox/faults/faults.hpp"

namespace certwright::sandbox {

/// GET, PUT, POST and DELETE /faults, and GET /faults/log. Throws Fault::invalid or not_found.
net::ServerResponse answer_faults(Faults& faults, const net::ServerRequest& request);

}  // namespace certwright::sandbox
