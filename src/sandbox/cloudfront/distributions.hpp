#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::cloudfront {

/// The same request again, by its CallerReference, answers the distribution there is.
boost::json::object create_distribution(const Call& call, const boost::json::object& input);
boost::json::object create_distribution_with_tags(const Call& call, const boost::json::object& input);
boost::json::object get_distribution(const Call& call, const boost::json::object& input);
boost::json::object get_distribution_config(const Call& call, const boost::json::object& input);
boost::json::object update_distribution(const Call& call, const boost::json::object& input);
/// Only one that is disabled.
boost::json::object delete_distribution(const Call& call, const boost::json::object& input);
boost::json::object list_distributions(const Call& call, const boost::json::object& input);
boost::json::object list_tags_for_resource(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::cloudfront
