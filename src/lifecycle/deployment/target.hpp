#pragma once

#include "lifecycle/deployment/preflight.hpp"

namespace certwright::lifecycle {

/// What a deployment in one region is aimed at, before it is known whether AWS would take it.
struct Target {
    enum class Kind {
        existing,  ///< `served`
        fresh,     ///< an ARN that does not exist yet
        several,   ///< the user has to choose
        none,      ///< see the refusals
    };
    Kind kind = Kind::fresh;
    const Served* served = nullptr;  ///< of the view
    std::string reason;
    std::vector<Candidate> candidates;
    std::vector<Refusal> refusals;
    std::vector<Warning> warnings;
};

/// Rules 1 to 4 of preflight(). The target refers to `view`.
Target find_target(const Content& content, const DeploymentOrder& order, const RegionView& view);

}  // namespace certwright::lifecycle
