#pragma once

#include "http/schema.hpp"
#include "lifecycle/issued_certificates.hpp"
#include "lifecycle/maker.hpp"
#include "lifecycle/requests.hpp"
#include "lifecycle/revocation_lists.hpp"

#include <boost/json/fwd.hpp>

#include <vector>

/// What is made here, as the API describes it.
namespace certwright::http {

Schema key_algorithm_schema();

/// Subject, names, usages, and whether it is an authority's.
std::vector<Property> description_properties();
lifecycle::Description read_description(const boost::json::object& body);

/// In days, or until a time.
std::vector<Property> lifetime_properties();
lifecycle::LifetimeWish read_lifetime(const boost::json::object& body);

Schema request_schema();
boost::json::object write_request(const lifecycle::Request& request);

Schema issued_certificate_schema();
boost::json::object write_issued_certificate(const lifecycle::IssuedCertificate& issued);

Schema revocation_list_schema();
boost::json::object write_revocation_list(const lifecycle::RevocationList& list);

}  // namespace certwright::http
