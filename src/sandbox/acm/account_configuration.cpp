#include "sandbox/acm/account_configuration.hpp"

#include "base/json.hpp"
#include "sandbox/acm/idempotency.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

namespace certwright::sandbox::acm {
namespace {

constexpr std::int64_t most_expiry_days = 45;

}  // namespace

json::object get_account_configuration(const Call& call, const json::object&) {
    return {{"ExpiryEvents", json::object{{"DaysBeforeExpiry", store_of(call).days_before_expiry}}}};
}

json::object put_account_configuration(const Call& call, const json::object& input) {
    auto& store = store_of(call);
    const auto token = json::text(input, "IdempotencyToken").value_or("");
    json::object asked = input;
    asked.stable_erase("IdempotencyToken");
    const auto what = boost::json::serialize(asked);
    if (const auto* used = recall(store, "configuration/" + token, call.now)) {
        if (used->input == what) return {};
        throw ServiceError{"ConflictException", "The idempotency token was used with another configuration."};
    }
    if (const auto* events = json::find(input, "ExpiryEvents")) {
        const auto days = json::integer(events->as_object(), "DaysBeforeExpiry").value_or(most_expiry_days);
        if (days > most_expiry_days) {
            throw ServiceError{"ValidationException", "DaysBeforeExpiry must be between 1 and 45."};
        }
        store.days_before_expiry = static_cast<int>(days);
    }
    remember(store, "configuration/" + token, {.arn = "", .input = what, .at = call.now});
    return {};
}

}  // namespace certwright::sandbox::acm
