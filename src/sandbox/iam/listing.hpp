#pragma once

#include "sandbox/world/pager.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::iam {

/// Of Marker and MaxItems (100 when not said). Throws ServiceError ValidationError for a marker that was not
/// given for this question.
Pager pager_of(boost::json::object input, Time now);

/// IsTruncated, and Marker when there is more.
void put_page_end(boost::json::object& answer, const Pager& pager);

}  // namespace certwright::sandbox::iam
