#pragma once

#include "lifecycle/deployment/advice.hpp"
#include "lifecycle/deployment/content.hpp"
#include "lifecycle/deployment/quota.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "lifecycle/deployment/sameness.hpp"
#include "lifecycle/deployment/served.hpp"
#include "lifecycle/deployment/tag_rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// What is known of an account and region before anything is done there.
struct RegionView {
    Destination destination;
    std::vector<Served> certificates;              ///< of ACM, every one
    std::optional<QuotaUse> imported;              ///< imported certificates held; absent when not counted
    std::optional<QuotaUse> imported_in_year;      ///< imports of the last 365 days
    std::vector<std::string> missing_permissions;  ///< "acm:ImportCertificate"; those known to be missing
};

/// The rule that refuses a choice because of what the deployment keeps already.
inline constexpr std::string_view choice_refused = "keeps_another_arn";

/// What is asked for in one region.
struct DeploymentOrder {
    std::string deployment;  ///< its id
    std::string arn;         ///< where the deployment stands already; empty for a new one
    bool replace = false;    ///< "deploy and replace if the same certificate is found in ACM"
    std::string chosen_arn;  ///< what the user picked after Action::choose; empty for nothing
    Tags tags;               ///< for a first import
};

enum class Action {
    first_import,   ///< gets a new ARN
    reimport,       ///< over `arn`
    nothing_to_do,  ///< `arn` serves it already; the deployment keeps it from now on
    choose,         ///< several could be replaced: see the candidates
    refused,        ///< see the refusals
};
std::string_view to_string(Action action);

/// What would happen in one region.
struct Step {
    Action action = Action::refused;
    std::string arn;
    std::string reason;                 ///< why this action, for people
    std::vector<Candidate> candidates;  ///< all that are the same, the best first
    std::vector<Refusal> refusals;
    std::vector<Warning> warnings;
};

/// Decides what deploying `content` means in one region. Nothing is imported twice by accident:
///
///  1. What the deployment stands at is replaced, whether or not `replace` is set: it is the deployment's
///     own, and its ARN is what it promises to keep; choosing another one is refused (`choice_refused`). An
///     ARN that is gone cannot come back; the deployment then takes what the user chose, or looks for another
///     like a new one.
///  2. With `replace`, what is the same is taken over: the very certificate (then nothing needs to be
///  imported),
///     else one with the same key, else one with the same names. Only what is strongest counts; when there
///     are several of that, the user chooses. Those that AWS issued, that another deployment keeps or that
///     the rules for re-imports protect are not taken over. When nothing but the last is there, it is refused
///     with the rule, because a second certificate beside the old one is not what "replace" asks for.
///  3. Without `replace`, the very certificate in ACM under an ARN that is not ours is a refusal that names
///  the
///     ARN: a second import of it is never what somebody means, ACM would not notice, and taking the ARN over
///     without being asked might surprise its owner. Another certificate for the same key or names is no
///     duplicate (RSA beside EC, blue beside green): it is left alone, and a warning names it.
///  4. The very certificate where it cannot be taken over (issued by AWS, kept by another deployment) is
///  refused
///     either way. So is everything while a certificate whose details are still to come might be it.
///
/// An ARN that already serves the same certificate and chain needs nothing, whatever else forbids an import.
/// The permissions that carrying an order out takes: Describe and Get because an import is only done when AWS
/// is seen to serve it.
const std::vector<std::string>& needed_permissions();

Step preflight(const Content& content, const DeploymentOrder& order, const RegionView& view, Time now);

}  // namespace certwright::lifecycle
