#include "sandbox/sts/operations.hpp"

#include "base/json.hpp"
#include "sandbox/sts/assume_role.hpp"
#include "sandbox/sts/assume_role_with_web_identity.hpp"
#include "sandbox/sts/caller_identity.hpp"
#include "sandbox/sts/session_token.hpp"

namespace certwright::sandbox::sts {

void add_operations(Operations& operations) {
    operations.reads("sts", "GetCallerIdentity", get_caller_identity);
    operations.writes("sts", "AssumeRole", assume_role);
    operations.writes("sts", "AssumeRoleWithWebIdentity", assume_role_with_web_identity);
    operations.writes("sts", "GetSessionToken", get_session_token);
}

}  // namespace certwright::sandbox::sts
