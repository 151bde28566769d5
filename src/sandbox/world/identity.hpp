#pragma once

#include "base/time.hpp"
#include "sandbox/auth/policy.hpp"

#include <boost/describe/class.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// Who signed a request.
struct Principal {
    std::string account_id;
    std::string arn;
    std::string user_id;   ///< "AIDA…", of an assumed role "AROA…:session", the account id of root
    std::string role_arn;  ///< of an assumed role
    std::shared_ptr<const Policy> policy;  ///< absent: may do everything
    bool temporary = false;                ///< signs with the credentials of a session
    std::string source_identity;           ///< once set it stays, whatever role is assumed next
    bool by_role() const { return !role_arn.empty(); }
    bool is_root() const { return user_id == account_id; }
};
BOOST_DESCRIBE_STRUCT(Principal, (), (account_id, arn, user_id, role_arn, policy, temporary, source_identity))

struct AccessKey {
    std::string id;
    std::string secret;
    Principal principal;
    std::string session_token;    ///< of temporary credentials
    std::optional<Time> expires;  ///< by the machine's clock: whoever holds them has no other
};
BOOST_DESCRIBE_STRUCT(AccessKey, (), (id, secret, principal, session_token, expires))

/// Who may assume a role, and how.
struct Trust {
    std::vector<std::string> principals;            ///< account ids, ARNs, or "*"
    std::string external_id;                        ///< empty: none is asked for
    std::vector<std::string> web_identity_issuers;  ///< of AssumeRoleWithWebIdentity
};
BOOST_DESCRIBE_STRUCT(Trust, (), (principals, external_id, web_identity_issuers))

struct Role {
    std::string arn, id;
    Trust trust;
    Duration longest_session = std::chrono::hours{1};
    std::shared_ptr<const Policy> policy;
};
BOOST_DESCRIBE_STRUCT(Role, (), (arn, id, trust, longest_session, policy))

}  // namespace certwright::sandbox
