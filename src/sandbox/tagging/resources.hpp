#pragma once

#include "sandbox/world/operations.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace certwright::sandbox::tagging {

/// Something that has tags, or had.
struct Resource {
    const std::string& arn;
    std::string_view service, type;  ///< "acm", "certificate"
    const std::map<std::string, std::string>& tags;
};

/// Shows `visit` the resources of the caller's account in the call's region, in the order of their ARNs, from
/// the one behind `after` on, until it answers false. What belongs to no region is found where the
/// partition's global services are ("Services that support the Resource Groups Tagging API").
void visit_resources(const Call& call, const std::string& after,
                     const std::function<bool(const Resource&)>& visit);

}  // namespace certwright::sandbox::tagging
