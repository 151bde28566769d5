#include "sandbox/sts/caller_identity.hpp"

#include "base/json.hpp"

namespace certwright::sandbox::sts {

json::object get_caller_identity(const Call& call, const json::object& /*input*/) {
    return {{"UserId", call.principal.user_id},
            {"Account", call.principal.account_id},
            {"Arn", call.principal.arn}};
}

}  // namespace certwright::sandbox::sts
