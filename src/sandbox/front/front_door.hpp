#pragma once

#include "net/http_message.hpp"
#include "sandbox/front/authentication.hpp"
#include "sandbox/front/throttle.hpp"
#include "sandbox/wire/exchange.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// What every request passes, in AWS's order: which operation, who signs, may they, how often, is the input
/// well formed; then the operation itself.
class FrontDoor {
  public:
    FrontDoor(World& world, const ServiceModels& models, const Operations& operations)
        : world_(world), models_(models), operations_(operations), throttle_(world.settings, world.machine) {}

    net::ServerResponse answer(const net::ServerRequest& request);

  private:
    net::ServerResponse act(const Addressed& addressed, const net::ServerRequest& request,
                            const std::string& request_id);

    boost::json::object run(const Operation& found, const Caller& caller, const OperationModel& operation,
                            const boost::json::object& input, const std::string& origin);

    World& world_;
    const ServiceModels& models_;
    const Operations& operations_;
    Throttle throttle_;
};

}  // namespace certwright::sandbox
