#pragma once

#include "sandbox/world/operations.hpp"

#include <map>
#include <string>

namespace certwright::sandbox::acm {

/// The tags of `input`, checked against ACM's rules and what the certificate has already ("Tagging ACM
/// certificates"). Throws ServiceError InvalidTagException, TooManyTagsException.
std::map<std::string, std::string> merged_tags(std::map<std::string, std::string> existing,
                                               const boost::json::object& input);

boost::json::object add_tags_to_certificate(const Call& call, const boost::json::object& input);
boost::json::object remove_tags_from_certificate(const Call& call, const boost::json::object& input);
boost::json::object list_tags_for_certificate(const Call& call, const boost::json::object& input);

/// The same by the names that newer services have.
boost::json::object tag_resource(const Call& call, const boost::json::object& input);
boost::json::object untag_resource(const Call& call, const boost::json::object& input);
boost::json::object list_tags_for_resource(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::acm
