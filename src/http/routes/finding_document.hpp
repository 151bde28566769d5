#pragma once

#include "http/schema.hpp"
#include "lifecycle/checks/finding.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::http {

/// What a check of a certificate found.
Schema finding_schema();
boost::json::object write_finding(const lifecycle::Finding& finding);

}  // namespace certwright::http
