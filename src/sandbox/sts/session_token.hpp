#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::sts {

/// The caller's own rights for a while; no policy can forbid it, and only long-term credentials may ask.
boost::json::object get_session_token(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sts
