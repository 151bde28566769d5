#pragma once

#include "http/schema.hpp"
#include "lifecycle/dependents.hpp"
#include "lifecycle/following.hpp"
#include "lifecycle/intake.hpp"
#include "store/connection.hpp"

#include <boost/json/fwd.hpp>

#include <vector>

/// Certificates of the repository as the API writes and reads them.
namespace certwright::http {

Schema repository_certificate_schema();
/// Looks whether it can be renewed by itself.
boost::json::object write_repository_certificate(store::Connection& connection,
                                                 const lifecycle::Certificate& certificate, Time now);

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

/// Which deployments take over what was brought in.
Schema following_schema();
boost::json::object write_following(const lifecycle::Following& following);
boost::json::object write_following(store::Connection& connection, const lifecycle::TakenIn& taken);

Schema intake_schema();
boost::json::object write_intake(store::Connection& connection, const lifecycle::Intake& intake, Time now);

}  // namespace certwright::http
