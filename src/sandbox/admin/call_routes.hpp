#pragma once

#include "net/http_message.hpp"
#include "sandbox/front/call_counts.hpp"

namespace certwright::sandbox {

/// GET /calls: how often each operation was asked for; DELETE /calls: count anew.
net::ServerResponse answer_calls(CallCounts& counts, const net::ServerRequest& request);

}  // namespace certwright::sandbox
