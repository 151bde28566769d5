#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::elbv2 {

/// Further certificates of a listener, which it presents to clients that name a host of theirs (SNI).
boost::json::object add_listener_certificates(const Call& call, const boost::json::object& input);
/// Those that the listener does not have are passed over; its default certificate it keeps.
boost::json::object remove_listener_certificates(const Call& call, const boost::json::object& input);
/// The default certificate first; it is there twice when it was added too.
boost::json::object describe_listener_certificates(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::elbv2
