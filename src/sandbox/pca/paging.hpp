#pragma once

#include "sandbox/world/operations.hpp"
#include "sandbox/world/pager.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace certwright::sandbox::pca {

/// By MaxResults and NextToken. Throws ServiceError InvalidNextTokenException for a token of another list.
Pager pager_of(const Call& call, const boost::json::object& input, std::string question);

/// The rows under their name, with NextToken while there are more.
boost::json::object page_of(std::string_view name, boost::json::array rows, const Pager& pager);

}  // namespace certwright::sandbox::pca
