#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <vector>

/// Amazon CloudFront, as far as distributions present certificates. Nothing is distributed.
namespace certwright::sandbox::cloudfront {

struct Distribution {
    std::string id, arn, domain_name;
    std::string etag;
    std::string caller_reference;
    std::string config;                ///< JSON: DistributionConfig as answers show it
    std::vector<std::string> aliases;  ///< in lower case
    std::string certificate;           ///< ARN; empty: CloudFront's own
    bool enabled = false;
    Time modified_at{};
    std::map<std::string, std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Distribution, (),
                      (id, arn, domain_name, etag, caller_reference, config, aliases, certificate, enabled,
                       modified_at, tags))

/// CloudFront of one account.
struct Store {
    std::map<std::string, Distribution, std::less<>> distributions;  ///< by id
};
BOOST_DESCRIBE_STRUCT(Store, (), (distributions))

}  // namespace certwright::sandbox::cloudfront
