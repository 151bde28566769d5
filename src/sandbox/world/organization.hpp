#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>

namespace certwright::sandbox {

/// How an account belongs to an organization.
struct Membership {
    std::string state = "ACTIVE";  ///< PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED
    std::string joined_method = "INVITED";  ///< or CREATED
    Time joined_at{};
};
BOOST_DESCRIBE_STRUCT(Membership, (), (state, joined_method, joined_at))

/// AWS Organizations: who belongs together, and who asks for all of them.
struct Organization {
    std::string id;       ///< "o-" and ten characters
    std::string root_id;  ///< "r-" and four characters
    std::string management_account_id;
    std::map<std::string, Membership, std::less<>> members;  ///< by account id; the management account too
    /// Whether the management account may ask the Account Management service about its members.
    bool trusts_account_management = true;

    bool has(const std::string& account_id) const { return members.contains(account_id); }
};
BOOST_DESCRIBE_STRUCT(Organization, (),
                      (id, root_id, management_account_id, members, trusts_account_management))

}  // namespace certwright::sandbox
