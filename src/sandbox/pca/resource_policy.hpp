#pragma once

#include "sandbox/auth/policy.hpp"
#include "sandbox/world/identity.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox::pca {

/// The resource-based policy of an authority ("Resource-based policies" in the Private CA user guide): who of
/// other accounts may do what with it. Conditions are those that Policy knows.
class ResourcePolicy {
  public:
    /// Throws ServiceError InvalidPolicyException for what is no such policy, or has parts that the sandbox
    /// does not act out.
    static ResourcePolicy parse(std::string_view json);

    Verdict decide(const Principal& principal, const AccessRequest& request) const;

  private:
    struct Statement {
        std::vector<std::string> principals;  ///< account numbers, ARNs, "*"
        Policy policy;
    };
    std::vector<Statement> statements_;
};

}  // namespace certwright::sandbox::pca
