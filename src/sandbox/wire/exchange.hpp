#pragma once

#include "net/http_message.hpp"
#include "sandbox/wire/address.hpp"
#include "sandbox/wire/service_error.hpp"

#include <boost/json/fwd.hpp>

#include <string>

/// One request and its answer in the protocol of its service: from HTTP to a JSON object by member names and
/// back.
namespace certwright::sandbox {

/// The input of the operation, its types right but its constraints not looked at yet. Throws ServiceError.
boost::json::object decode_input(const Addressed& addressed, const net::ServerRequest& request);

/// The answer of an operation that succeeded.
net::ServerResponse encode_output(const Addressed& addressed, boost::json::object output,
                                  const std::string& request_id);

/// The answer of one that did not. Without a service the form is that of JSON services.
net::ServerResponse encode_error(const Addressed& addressed, const ServiceError& error,
                                 const std::string& request_id);

}  // namespace certwright::sandbox
