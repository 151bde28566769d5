#pragma once

#include "dns/name.hpp"
#include "sandbox/route53/store.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace certwright::sandbox::route53 {

/// What the ids of zones and changes are written in.
constexpr std::string_view id_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Throws ServiceError NoSuchHostedZone.
HostedZone& require_zone(const Call& call, const std::string& id);

/// A name as clients write it. Throws ServiceError `code`.
dns::Name read_name(const std::string& text, const std::string& code);
/// As answers show it: with the final dot, and the star of a wildcard as \052.
std::string shown_name(const dns::Name& name);

/// "MaxItems", which Route 53 takes as text, 1 to `most`; larger ones count as `most`.
std::size_t max_items(const boost::json::object& input, std::size_t most);

/// Notes a change and makes the zones' new state visible to DNS. Returns ChangeInfo.
boost::json::object publish(const Call& call, const std::string& comment);

}  // namespace certwright::sandbox::route53
