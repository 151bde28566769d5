#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <string>

namespace certwright::sandbox::elbv2 {

/// Where listeners forward to. It has no targets: nothing is forwarded.
struct TargetGroup {
    std::string arn, name;
    std::string protocol;
    std::string shown;  ///< JSON, as answers show it
    std::map<std::string, std::string> tags;
};
BOOST_DESCRIBE_STRUCT(TargetGroup, (), (arn, name, protocol, shown, tags))

}  // namespace certwright::sandbox::elbv2
