#pragma once

#include "base/time.hpp"
#include "http/schema.hpp"
#include "inventory/discovery_run.hpp"

#include <boost/json/fwd.hpp>

/// Discovery runs as the API writes them.
namespace certwright::http {

enum class Scopes { shown, left_out };

Schema run_schema();
/// The sums are taken over the run's scopes, which are written too when asked for.
boost::json::object write_run(const inventory::DiscoveryRun& run, Scopes scopes, Time now);
boost::json::object write_scope(const inventory::RunScope& scope);

}  // namespace certwright::http
