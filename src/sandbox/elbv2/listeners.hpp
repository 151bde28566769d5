#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::elbv2 {

/// The same request again answers the listener there is.
boost::json::object create_listener(const Call& call, const boost::json::object& input);
boost::json::object describe_listeners(const Call& call, const boost::json::object& input);
/// Another default certificate replaces the one before; a listener that ends TLS no more gives up all.
boost::json::object modify_listener(const Call& call, const boost::json::object& input);
boost::json::object delete_listener(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::elbv2
