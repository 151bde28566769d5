#pragma once

#include "sandbox/route53/store.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::route53 {

boost::json::object create_hosted_zone(const Call& call, const boost::json::object& input);
boost::json::object delete_hosted_zone(const Call& call, const boost::json::object& input);
boost::json::object get_hosted_zone(const Call& call, const boost::json::object& input);

/// The model's HostedZone.
boost::json::object document_of(const HostedZone& zone);

}  // namespace certwright::sandbox::route53
