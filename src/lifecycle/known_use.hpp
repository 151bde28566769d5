#pragma once

#include "lifecycle/deployment.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// What uses the certificates of ACM, as discovery or a deployment saw it last.
namespace certwright::lifecycle {

/// How many resources use the ARN; absent when that is not known.
std::optional<std::int64_t> users_of(store::Connection& connection, const inventory::AccountId& account,
                                     const std::string& arn);

/// How many use what an order without an ARN would take over: the most that any certificate has which is the
/// same (deployment/sameness.hpp) and can be replaced. None where nothing is; absent where that is not known.
std::optional<std::int64_t> users_of_same(store::Connection& connection, const Deployment& deployment);

}  // namespace certwright::lifecycle
