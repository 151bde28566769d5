#include "sandbox/sts/session_token.hpp"

#include "base/json.hpp"
#include "sandbox/sts/session.hpp"
#include "sandbox/wire/service_error.hpp"

#include <algorithm>

namespace certwright::sandbox::sts {
namespace {

constexpr std::int64_t users_default = 43'200;
constexpr std::int64_t roots_longest = 3600;

}  // namespace

json::object get_session_token(const Call& call, const json::object& input) {
    if (call.principal.temporary) {
        throw ServiceError{"AccessDenied", "Cannot call GetSessionToken with session credentials", 403};
    }
    refuse_mfa(input);
    auto seconds = json::integer(input, "DurationSeconds").value_or(users_default);
    // Longer wishes of the root user are cut, not refused ("GetSessionToken").
    if (call.principal.is_root()) seconds = std::min(seconds, roots_longest);
    return begin_session(call.world, call.principal, std::chrono::seconds{seconds}, token_size_of(input));
}

}  // namespace certwright::sandbox::sts
