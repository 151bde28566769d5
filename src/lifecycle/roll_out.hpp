#pragma once

#include "lifecycle/deployment.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// Careful roll-outs: the regions of one certificate get a version one turn after the other, so that what is
/// wrong with it shows where the fewest would notice.
namespace certwright::lifecycle {

/// How much depends on what one deployment changes.
struct Dependence {
    bool is_served = false;             ///< AWS was seen serving what is wanted: nothing changes
    std::optional<std::int64_t> users;  ///< resources that use its ARN; absent when unknown
};

bool nobody_depends(const Dependence& dependence);

/// The turn of each, from 0 on: first all that nobody uses, at once; then those in use one by one, the
/// fewest users first; those of which it is not known last.
std::vector<std::int64_t> turns_of(const std::vector<Dependence>& deployments);

/// As discovery, or a deployment, saw them last (known_use.hpp). One that gets an ARN of its own has no
/// users; one that may take another over has those of what it would go over.
Dependence dependence_of(store::Connection& connection, const Deployment& deployment);

/// Whether what it is to serve is, or may be, on its way to AWS already.
bool has_begun_wanted(const Deployment& deployment);

/// Whether its turn in a roll-out is still to come.
bool waits_for_turn(const Deployment& deployment);

/// Whether it has to wait at that moment.
bool is_held_at(const Deployment& deployment, Time now);

/// It does not wait any more.
void let_go(Deployment& deployment);

/// The others of its roll-out: of the same certificate, for the same version.
std::vector<Deployment> companions_of(store::Connection& connection, const Deployment& deployment);

}  // namespace certwright::lifecycle
