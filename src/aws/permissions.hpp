#pragma once

#include "aws/account_services.hpp"
#include "aws/client.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::aws {

struct PermissionCheck {
    enum class State { allowed, denied, unknown };

    std::string action;   ///< "acm:ListCertificates"
    std::string feature;  ///< what needs it, as in features()
    State state = State::unknown;
    std::string detail;  ///< how it is known, or why it is not: AWS's words where it spoke
};
std::string_view to_string(PermissionCheck::State state);

/// Says of every action in features() whether `identity` may do it in `region`, without creating,
/// changing or paying for anything: IAM's policy simulator answers where the caller may ask it,
/// harmless calls where not. What neither can tell is unknown. Never fails as a whole.
std::vector<PermissionCheck> check_permissions(Client& client, const CallerIdentity& identity,
                                               const std::string& region, const CallContext& context);

/// Those of `actions` that the policy simulator denies `identity` in `region`: one question, or two for a
/// role. Empty where the simulator may not be asked, because nothing is known then.
std::vector<std::string> denied_actions(Client& client, const CallerIdentity& identity,
                                        const std::string& region, const std::vector<std::string>& actions,
                                        const CallContext& context);

}  // namespace certwright::aws
