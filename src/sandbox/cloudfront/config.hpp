#pragma once

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::cloudfront {

/// Checks what concerns no certificate: quantities agree with their lists, and the default behaviour leads to
/// an origin that there is. Throws ServiceError InconsistentQuantities, NoSuchOrigin.
void check_config(const boost::json::object& config);

/// With what CloudFront fills in.
boost::json::object filled_config(boost::json::object config);

/// The alternate domain names, in lower case.
std::vector<std::string> aliases_in(const boost::json::object& config);

}  // namespace certwright::sandbox::cloudfront
