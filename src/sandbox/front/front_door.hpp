#pragma once

#include "net/http_message.hpp"
#include "sandbox/faults/faults.hpp"
#include "sandbox/front/authentication.hpp"
#include "sandbox/front/call_counts.hpp"
#include "sandbox/front/throttle.hpp"
#include "sandbox/wire/exchange.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// What every request passes, in AWS's order: which operation, who signs, may they, how often, is the input
/// well formed; then the operation itself. Faults come first, or spoil what came of all that.
class FrontDoor {
  public:
    FrontDoor(World& world, const ServiceModels& models, const Operations& operations, Faults& faults)
        : world_(world),
          models_(models),
          operations_(operations),
          faults_(faults),
          throttle_(world.settings, world.machine) {}

    net::ServerResponse answer(const net::ServerRequest& request);
    CallCounts& counts() noexcept { return counts_; }

  private:
    net::ServerResponse answer_with(const FaultEffect& effect, const Addressed& addressed,
                                    const net::ServerRequest& request, const std::string& request_id);
    net::ServerResponse act(const FaultEffect& effect, const Addressed& addressed,
                            const net::ServerRequest& request, const std::string& request_id);
    /// A call that a fault answered was asked for like any other.
    void count_unacted(const FaultCall& call, const FaultEffect& effect);
    FaultCall fault_call(const Addressed& addressed, const net::ServerRequest& request) const;

    World& world_;
    const ServiceModels& models_;
    const Operations& operations_;
    Faults& faults_;
    Throttle throttle_;
    CallCounts counts_;
};

}  // namespace certwright::sandbox
