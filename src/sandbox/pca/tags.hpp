#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <string>

namespace certwright::sandbox::pca {

/// The tags with those of `input` put in. Throws ServiceError InvalidTagException, TooManyTagsException.
std::map<std::string, std::string> with_tags(std::map<std::string, std::string> existing,
                                             const boost::json::object& input);

boost::json::object tag_certificate_authority(const Call& call, const boost::json::object& input);
boost::json::object untag_certificate_authority(const Call& call, const boost::json::object& input);
boost::json::object list_tags(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
