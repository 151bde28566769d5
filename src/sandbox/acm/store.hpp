#pragma once

#include "sandbox/acm/certificate.hpp"

#include <boost/describe/class.hpp>

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace certwright::sandbox::acm {

/// Remembers what an idempotency token made, for an hour.
struct TokenUse {
    std::string arn;
    std::string input;  ///< what of the request the token stands for
    Time at{};
};
BOOST_DESCRIBE_STRUCT(TokenUse, (), (arn, input, at))

/// ACM of one account and region.
struct Store {
    std::map<std::string, Certificate, std::less<>> certificates;  ///< by ARN
    std::set<std::pair<Time, std::string>> by_creation;            ///< ARNs, the order of lists
    std::set<std::string> waiting;                                 ///< ARNs of those that need proofs
    std::map<std::string, TokenUse, std::less<>> tokens;
    std::deque<Time> requested, imported;  ///< moments of the last 365 days; deletes give nothing back
    int days_before_expiry = 45;           ///< of expiry events
};
BOOST_DESCRIBE_STRUCT(Store, (),
                      (certificates, by_creation, waiting, tokens, requested, imported, days_before_expiry))

}  // namespace certwright::sandbox::acm
