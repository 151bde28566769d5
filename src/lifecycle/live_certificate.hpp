#pragma once

#include "aws/acm.hpp"
#include "base/bytes.hpp"
#include "inventory/details.hpp"
#include "lifecycle/deployment/served.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// What AWS serves under one ARN, asked for just now.
struct LiveCertificate {
    Served served;
    std::string serial;  ///< of the certificate itself
    Bytes leaf;
    std::vector<Bytes> issuers;
    std::optional<aws::acm::Tags> tags;  ///< absent when AWS does not let them be read
    std::string tags_trouble;            ///< why not
    inventory::Details told;             ///< all of it, in AWS's words
};

/// Describes it, gets it and lists its tags. FailureKind::not_found when it is not there, and malformed when
/// what AWS describes and what it hands out are two certificates.
aws::Outcome<LiveCertificate> look_at(aws::Client& client, const std::string& region, const std::string& arn,
                                      const aws::CallContext& context);
/// The same of a server certificate in IAM.
aws::Outcome<LiveCertificate> look_at_server_certificate(aws::Client& client, const std::string& name,
                                                         const aws::CallContext& context);

}  // namespace certwright::lifecycle
