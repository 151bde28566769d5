#pragma once

#include <boost/json/object.hpp>

#include <string_view>

namespace certwright::sandbox::events {

/// An event pattern: which events a rule takes ("Amazon EventBridge event patterns" in the EventBridge user
/// guide). Exact values, prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists, $or.
class Pattern {
  public:
    /// Throws ServiceError InvalidEventPatternException, for what the sandbox does not act out too.
    static Pattern parse(std::string_view json);

    bool takes(const boost::json::object& event) const;

  private:
    boost::json::object fields_;
};

}  // namespace certwright::sandbox::events
