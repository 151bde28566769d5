#pragma once

#include "aws/acm.hpp"
#include "aws/client.hpp"

#include <map>
#include <string>
#include <vector>

/// The small calls about an account: who am I, which regions, tags in bulk, private CAs.
namespace certwright::aws {

struct CallerIdentity {
    std::string account_id, arn, user_id;
    std::string partition;  ///< from the ARN
};
Outcome<CallerIdentity> get_caller_identity(Client& client, const CallContext& context);

struct Region {
    std::string name;
    std::string opt_in_status;  ///< "opt-in-not-required", "opted-in", "not-opted-in"
    bool enabled() const { return opt_in_status != "not-opted-in"; }
};
/// ec2:DescribeRegions with AllRegions, in the partition's first region.
Outcome<std::vector<Region>> describe_regions(Client& client, const CallContext& context);
/// Regions where ACM is known to exist: used when the account may not list regions.
std::vector<std::string> known_regions(const std::string& partition);

/// tag:GetResources for at most 100 ARNs; an ARN without tags is absent from the answer.
Outcome<std::map<std::string, acm::Tags>> get_resource_tags(Client& client, const std::string& region,
                                                            const std::vector<std::string>& arns,
                                                            const CallContext& context);

struct CertificateAuthority {
    std::string arn, owner_account, type, status, key_algorithm, signing_algorithm, subject, serial,
        usage_mode;
    std::optional<Time> created_at, not_before, not_after;
};
struct CertificateAuthorityPage {
    std::vector<CertificateAuthority> rows;
    std::string next_token;
};
/// `shared` asks for those that other accounts share with this one.
Outcome<CertificateAuthorityPage> list_certificate_authorities(Client& client, const std::string& region,
                                                               bool shared, const std::string& next_token,
                                                               const CallContext& context);
Outcome<CertificateAuthority> describe_certificate_authority(Client& client, const std::string& region,
                                                             const std::string& arn,
                                                             const CallContext& context);

}  // namespace certwright::aws
