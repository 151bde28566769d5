#pragma once

#include "sandbox/world/world.hpp"

#include <set>
#include <string>

namespace certwright::sandbox {

/// ARNs of certificates, of ACM and of IAM.
using CertificateArns = std::set<std::string>;

/// Tells ACM and IAM what `user`, the ARN of a load balancer or a distribution, presents now and what it
/// presented before. A user counts once, however many of its listeners present the same certificate. The
/// world is locked.
void change_use(World& world, Account& account, const std::string& user, const CertificateArns& before,
                const CertificateArns& after, Time now);

/// A server certificate of IAM has got another ARN; what presents it keeps presenting it.
void follow_rename(Account& account, const std::string& old_arn, const std::string& new_arn);

}  // namespace certwright::sandbox
