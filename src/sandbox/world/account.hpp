#pragma once

#include "sandbox/acm/store.hpp"
#include "sandbox/cloudfront/store.hpp"
#include "sandbox/elbv2/store.hpp"
#include "sandbox/events/store.hpp"
#include "sandbox/iam/store.hpp"
#include "sandbox/pca/store.hpp"
#include "sandbox/route53/store.hpp"
#include "sandbox/sqs/store.hpp"
#include "sandbox/world/identity.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <set>
#include <string>

namespace certwright::sandbox {

/// What an account has in one region.
struct RegionState {
    acm::Store acm;
    pca::Store pca;
    elbv2::Store elbv2;
    events::Store events;
    sqs::Store sqs;
};
BOOST_DESCRIBE_STRUCT(RegionState, (), (acm, pca, elbv2, events, sqs))

/// One AWS account: its identities, and what it has everywhere.
struct Account {
    std::string id;  ///< twelve digits
    std::string partition = "aws";
    std::string name, email;
    std::map<std::string, Role, std::less<>> roles;  ///< by name, path included
    iam::Store iam;
    std::set<std::string> disabled_regions;                   ///< opt-in regions that are off
    std::map<std::string, RegionState, std::less<>> regions;  ///< every region of the partition

    route53::Store route53;
    cloudfront::Store cloudfront;

    /// Opt-in regions are off, as in a new account.
    static Account make(std::string id, std::string partition);

    std::string arn(std::string_view service, std::string_view region, std::string_view resource) const;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, partition, name, email, roles, iam, disabled_regions, regions, route53,
                       cloudfront))

}  // namespace certwright::sandbox
