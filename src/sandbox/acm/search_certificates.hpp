#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::acm {

/// SearchCertificates: a tree of And, Or, Not and single filters; no default restriction of key types.
boost::json::object search_certificates(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::acm
