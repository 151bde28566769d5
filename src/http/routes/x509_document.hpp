#pragma once

#include "http/schema.hpp"
#include "inventory/certificate_detail.hpp"

#include <boost/json/fwd.hpp>

/// Parsed certificates as the API writes them.
namespace certwright::http {

Schema x509_schema();
boost::json::object write_x509(const x509::Certificate& certificate);

}  // namespace certwright::http
