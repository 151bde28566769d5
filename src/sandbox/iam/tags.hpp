#pragma once

#include "sandbox/iam/server_certificate.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <string>

namespace certwright::sandbox::iam {

using Tags = std::map<std::string, std::string>;

/// The tags of `input` put over the existing ones ("Tagging IAM resources"; the keys of server certificates
/// are case-sensitive). Throws ServiceError InvalidInput, LimitExceeded.
Tags merged_tags(Tags existing, const boost::json::object& input);

/// The list of structures Tag, by key.
boost::json::array tags_of(const ServerCertificate& certificate);

boost::json::object tag_server_certificate(const Call& call, const boost::json::object& input);
boost::json::object untag_server_certificate(const Call& call, const boost::json::object& input);
boost::json::object list_server_certificate_tags(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::iam
