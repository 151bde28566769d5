#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::events {

/// Events of the caller's own. What is wrong with one entry is told in its row.
boost::json::object put_events(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::events
