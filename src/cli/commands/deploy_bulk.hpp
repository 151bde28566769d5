#pragma once

#include "cli/command.hpp"

namespace certwright::cli {

/// `certwright deploy --group NAME` or `--filter QUERY`: many certificates with one order.
Exit deploy_many(const Given& given, Session& session);

}  // namespace certwright::cli
