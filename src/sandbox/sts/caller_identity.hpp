#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::sts {

/// Who signs; no policy can forbid the question.
boost::json::object get_caller_identity(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sts
