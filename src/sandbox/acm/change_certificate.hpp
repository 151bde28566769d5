#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::acm {

boost::json::object delete_certificate(const Call& call, const boost::json::object& input);
boost::json::object renew_certificate(const Call& call, const boost::json::object& input);
boost::json::object revoke_certificate(const Call& call, const boost::json::object& input);
boost::json::object resend_validation_email(const Call& call, const boost::json::object& input);
boost::json::object update_certificate_options(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::acm
