#pragma once

#include "sandbox/wire/service_model.hpp"
#include "sandbox/world/identity.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace certwright::sandbox {

struct World;
struct Account;

/// One call, after everything that all services have in common was seen to be right: who signs it, that the
/// input keeps the model's constraints, that policies and quotas allow it.
struct Call {
    World& world;
    Account& account;
    const std::string& region;
    const Principal& principal;
    const OperationModel& operation;
    Time now;                 ///< virtual
    std::string origin = {};  ///< as the client called it: "http://127.0.0.1:4566"
};

/// Acts on the world, whose lock is held: shared for an operation that reads, alone for one that writes.
/// Throws ServiceError. Its answer is checked against the model when it is written out.
using Act = std::function<boost::json::object(const Call& call, const boost::json::object& input)>;

/// How long a caller would wait for a better answer than this one; zero when it is good. The world is locked.
using Patience = std::function<Duration(const Call& call, const boost::json::object& input,
                                        const boost::json::object& output)>;

struct Operation {
    Act act;
    bool writes = true;
    Patience patience = {};  ///< absent: the first answer is the answer
};

/// Everything the sandbox can do, by service and name. Each service directory fills its part.
class Operations {
  public:
    void reads(std::string_view service, std::string_view operation, Act act) {
        add(service, operation, {std::move(act), /*writes=*/false, {}});
    }
    void writes(std::string_view service, std::string_view operation, Act act) {
        add(service, operation, {std::move(act), /*writes=*/true, {}});
    }
    /// One that is tried again, whenever a message arrives, for as long as the caller has patience. The world
    /// is not locked in between.
    void waits(std::string_view service, std::string_view operation, Act act, Patience patience) {
        add(service, operation, {std::move(act), /*writes=*/true, std::move(patience)});
    }
    /// nullptr for what AWS has and the sandbox has not.
    const Operation* find(std::string_view service, std::string_view operation) const {
        const auto found = all_.find(std::pair<std::string, std::string>{service, operation});
        return found == all_.end() ? nullptr : &found->second;
    }

  private:
    void add(std::string_view service, std::string_view operation, Operation entry) {
        all_.emplace(std::pair<std::string, std::string>{service, operation}, std::move(entry));
    }
    std::map<std::pair<std::string, std::string>, Operation> all_;
};

}  // namespace certwright::sandbox
