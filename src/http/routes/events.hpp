#pragma once

#include "http/events.hpp"
#include "http/router.hpp"

namespace certwright::http {

/// Live news for browsers.
void add_event_routes(Router& router, EventHub& hub);

}  // namespace certwright::http
