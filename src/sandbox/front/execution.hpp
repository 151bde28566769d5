#pragma once

#include "sandbox/faults/faults.hpp"
#include "sandbox/front/authentication.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// A call that everything before the operation has let pass.
struct Execution {
    const Operation& operation;
    const OperationModel& model;
    const Caller& caller;
    const FaultEffect& effect;
    const boost::json::object& input;
    std::string origin;  ///< "http://127.0.0.1:4566", as the client wrote it
};

/// Carries it out under the world's lock, alone if it writes; a stale read on the state of a while ago. One
/// that waits for messages looks again whenever some arrive, and holds no lock while it waits.
boost::json::object execute(World& world, Faults& faults, const Execution& execution);

}  // namespace certwright::sandbox
