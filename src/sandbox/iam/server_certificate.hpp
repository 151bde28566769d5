#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <set>
#include <string>

namespace certwright::sandbox::iam {

/// A certificate that an account keeps in IAM for load balancers and CloudFront. Its private key is checked
/// and not kept: nothing gives it back.
struct ServerCertificate {
    std::string name, path, id, arn;
    std::string body, chain;  ///< PEM as it was uploaded
    Time uploaded_at{}, expires_at{};
    std::map<std::string, std::string> tags;
    bool was_tagged = false;               ///< had tags that are gone; the tagging service remembers
    std::set<std::string> in_use_by;       ///< ARNs
    std::map<std::string, Time> released;  ///< unbound, and until then still in the way of a deletion
};
BOOST_DESCRIBE_STRUCT(ServerCertificate, (),
                      (name, path, id, arn, body, chain, uploaded_at, expires_at, tags, was_tagged, in_use_by,
                       released))

}  // namespace certwright::sandbox::iam
