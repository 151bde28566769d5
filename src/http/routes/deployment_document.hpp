#pragma once

#include "http/schema.hpp"
#include "lifecycle/deployment_list.hpp"
#include "lifecycle/deployment_plan.hpp"

#include <boost/json/fwd.hpp>

/// Deployments as the API writes them.
namespace certwright::http {

Schema refusal_schema();
boost::json::object write_refusal(const lifecycle::Refusal& refusal);

Schema deployment_state_schema();
Schema deployment_schema();
boost::json::object write_deployment(const lifecycle::ListedDeployment& listed);

/// What would happen in one region.
Schema planned_region_schema();
boost::json::object write_planned_region(const lifecycle::PlannedRegion& planned);

}  // namespace certwright::http
