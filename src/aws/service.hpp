#pragma once

#include <string_view>

namespace certwright::aws {

enum class Service { acm, acm_pca, iam, sts, ec2, tagging, service_quotas };

enum class Protocol {
    json,   ///< AWS JSON 1.1: the operation travels in X-Amz-Target
    query,  ///< AWS Query: form-encoded Action and Version, XML answers
};

/// How a service wants to be spoken to (botocore's service models, `metadata`).
struct Dialect {
    std::string_view name;  ///< SigV4 name and host prefix; also what ledgers and quotas call it
    Protocol protocol;
    std::string_view target;   ///< json: what stands before the dot of X-Amz-Target
    std::string_view version;  ///< query: the API version
    bool global;               ///< one endpoint for the whole partition
};
const Dialect& dialect_of(Service service);

/// "acm-pca"
inline std::string_view to_string(Service service) {
    return dialect_of(service).name;
}

}  // namespace certwright::aws
