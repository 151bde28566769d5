#pragma once

#include "sandbox/events/rule.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>

namespace certwright::sandbox::events {

/// EventBridge of one account and region.
struct Store {
    std::map<std::string, Rule, std::less<>> rules;  ///< of the default bus, by name
};
BOOST_DESCRIBE_STRUCT(Store, (), (rules))

}  // namespace certwright::sandbox::events
