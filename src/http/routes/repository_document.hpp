#pragma once

#include "http/schema.hpp"
#include "lifecycle/dependents.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "lifecycle/intake.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <vector>

/// Certificates of the repository as the API writes and reads them.
namespace certwright::http {

Schema repository_certificate_schema();
/// `obstacle` as lifecycle::renewal_obstacle() tells it; what was just made here has none.
boost::json::object write_repository_certificate(const lifecycle::Certificate& certificate, Time now,
                                                 const std::optional<lifecycle::Refusal>& obstacle = {});

/// What depends on one.
Schema dependents_schema();
boost::json::object write_dependents(const lifecycle::Dependents& dependents);

Schema version_schema();
boost::json::object write_version(const lifecycle::Version& version, Time now);

/// Every member is optional: what is left out stays.
std::vector<Property> settings_properties();
void read_settings(const boost::json::object& body, lifecycle::Settings& settings);

/// What could not be used, beside what could.
Schema flaws_schema();
boost::json::array write_flaws(const std::vector<x509::Flaw>& flaws);

Schema intake_schema();
boost::json::object write_intake(const lifecycle::Intake& intake, Time now);

}  // namespace certwright::http
