#pragma once

#include "lifecycle/repository.hpp"

namespace certwright::lifecycle {

/// `version` with the issuers that the repository has seen, when it has come without any. What AWS serves is
/// kept as it is served, so that the two can be compared.
NewVersion with_known_issuers(store::Connection& connection, const NewVersion& version);

}  // namespace certwright::lifecycle
