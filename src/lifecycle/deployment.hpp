#pragma once

#include "base/id.hpp"
#include "inventory/account.hpp"
#include "lifecycle/certificate.hpp"
#include "lifecycle/deployment/deployment_state.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "lifecycle/deployment/tag_rules.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

struct DeploymentTag {
    static constexpr std::string_view prefix = "dep";
};
using DeploymentId = Id<DeploymentTag>;

/// What users decide about a deployment.
struct DeploymentSettings {
    bool replace = false;        ///< take the same certificate over when it is found in ACM
    bool auto_redeploy = false;  ///< follow every renewal
    Tags tags;                   ///< of a first import
    std::string path = "/";      ///< of what is uploaded to IAM; "/cloudfront/…/" for CloudFront
    std::string chosen_arn;      ///< what is to be replaced next; empty for what a pre-flight finds
    /// Of a careful roll-out: the regions take turns (roll_out.hpp), so far apart. Absent for all at once.
    std::optional<std::chrono::seconds> pause{};
};

/// What AWS was seen serving.
struct Seen {
    std::string fingerprint_sha256, serial;
    Time at;
};

/// A standing order: a certificate of the repository is to be served in one account, by ACM in one region
/// under one ARN that never changes, or by IAM, where each version has an ARN of its own.
struct Deployment {
    DeploymentId id;
    CertificateId certificate;
    std::string certificate_name;
    inventory::AccountId account;
    std::string account_name, region;
    std::string service = "acm";
    DeploymentSettings settings;
    Course course;
    std::string previous_chain = "[]";  ///< of course.before, as inventory::keep_chain wrote it
    Tags previous_tags;                 ///< of what is replaced
    std::optional<Seen> seen;
    std::optional<std::int64_t> turn;  ///< in the roll-out of what is wanted; absent for none
    bool is_held = false;              ///< its turn has not come; it stays in `waiting` until then
    std::optional<Time> held_until;    ///< when it comes; absent while those before it are at work
    Refusal problem;  ///< why it rests as it does, other than deployed; empty texts for nothing
    std::int64_t revision = 1;
    std::string created_by;
    Time created_at, updated_at;
};

/// Nothing is left to do about it.
bool rests(DeploymentState state);

}  // namespace certwright::lifecycle
