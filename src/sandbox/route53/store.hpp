#pragma once

#include "base/time.hpp"
#include "sandbox/dns/zone.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Amazon Route 53: hosted zones, their record sets, and the changes of them.
namespace certwright::sandbox::route53 {

struct HostedZone {
    std::string id;  ///< "Z0123456789ABCDEFGHIJ"
    std::string caller_reference, comment;
    bool is_private = false;  ///< never served: validation asks public DNS
    std::vector<std::string> name_servers;
    Zone zone;
};
BOOST_DESCRIBE_STRUCT(HostedZone, (), (id, caller_reference, comment, is_private, name_servers, zone))

/// A batch that was taken. It is served at once, and shown as PENDING for a while.
struct Change {
    Time submitted_at{};
    std::string comment;
};
BOOST_DESCRIBE_STRUCT(Change, (), (submitted_at, comment))

/// Route 53 of one account.
struct Store {
    std::map<std::string, HostedZone, std::less<>> zones;  ///< by id
    std::map<std::string, Change, std::less<>> changes;    ///< by id
};
BOOST_DESCRIBE_STRUCT(Store, (), (zones, changes))

}  // namespace certwright::sandbox::route53
