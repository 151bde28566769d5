#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <string>

/// Amazon EventBridge: the default bus of each account and region, and rules that deliver to SQS.
namespace certwright::sandbox::events {

struct Target {
    std::string id;
    std::string arn;         ///< of a queue
    std::string input;       ///< JSON to deliver instead of the event; empty: none
    std::string input_path;  ///< "$.detail": the part of the event to deliver; empty: all
};
BOOST_DESCRIBE_STRUCT(Target, (), (id, arn, input, input_path))

struct Rule {
    std::string name, arn;
    std::string pattern;  ///< JSON as it was put
    std::string description, role_arn;
    bool enabled = true;
    std::map<std::string, std::string> tags;
    std::map<std::string, Target, std::less<>> targets;  ///< by id
};
BOOST_DESCRIBE_STRUCT(Rule, (), (name, arn, pattern, description, role_arn, enabled, tags, targets))

}  // namespace certwright::sandbox::events
