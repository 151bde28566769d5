#pragma once

#include "aws/permission_scope.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace certwright::aws {

/// The call that tells whether `action` is allowed and can do nothing else: a read, or something asked
/// of a resource that does not exist. Absent where no call is harmless enough, as for
/// RequestCertificate, or where Certwright has no client for the service.
std::optional<Call> probe_call(std::string_view action, const PermissionScope& scope);

/// What a probe's answer means: AWS checks permissions before it looks for the resource.
PermissionVerdict judge_probe(const Outcome<std::string>& answer);

/// Probes one action after the other. A service that did not answer is not asked again: thirty actions of a
/// service behind a broken line would take minutes to say the same.
class PermissionProbes {
  public:
    PermissionProbes(Client& client, PermissionScope scope, CallContext context);
    PermissionVerdict ask(std::string_view action);

  private:
    Client& client_;
    const PermissionScope scope_;
    CallContext context_;
    std::set<Service> silent_;
};

}  // namespace certwright::aws
