#include "sandbox/sts/session.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"
#include "sandbox/world/world.hpp"

#include <algorithm>
#include <utility>

namespace certwright::sandbox::sts {
namespace {

constexpr std::string_view base64_signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Every token of AWS's begins so, and none is shorter.
constexpr std::string_view token_start = "IQoJb3JpZ2luX2Vj";
constexpr std::size_t usual_token_size = 400;
/// What MinimumSessionTokenSize can ask for at most.
constexpr std::size_t largest_token_size = 4096;

}  // namespace

json::object begin_session(World& world, Principal principal, Duration lifetime,
                           std::size_t least_token_size) {
    principal.temporary = true;
    const Time issued = std::chrono::floor<std::chrono::seconds>(world.machine.now());
    AccessKey key{.id = random_iam_id("ASIA"),
                  .secret = random_text(40, base64_signs),
                  .principal = std::move(principal),
                  .session_token = std::string{token_start},
                  .expires = issued + lifetime};
    key.session_token +=
        random_text(std::max(least_token_size, usual_token_size) - token_start.size(), base64_signs);
    json::object answer{
        {"Credentials", json::object{{"AccessKeyId", key.id},
                                     {"SecretAccessKey", key.secret},
                                     {"SessionToken", key.session_token},
                                     {"Expiration", static_cast<double>(to_micros(*key.expires)) / 1e6}}},
        {"SessionTokenSize", key.session_token.size()},
        {"SessionTokenUtilization", key.session_token.size() * 100 / largest_token_size}};
    const std::string id = key.id;
    world.access_keys[id] = std::move(key);
    return answer;
}

std::size_t token_size_of(const json::object& input) {
    return static_cast<std::size_t>(json::integer(input, "MinimumSessionTokenSize").value_or(0));
}

void refuse_mfa(const json::object& input) {
    if (!input.contains("SerialNumber") && !input.contains("TokenCode")) return;
    throw ServiceError{
        "AccessDenied",
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA "
        "serial number is valid and associated with this user.",
        403};
}

}  // namespace certwright::sandbox::sts
