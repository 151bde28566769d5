#include "sandbox/pca/change_authority.hpp"

#include "base/json.hpp"
#include "sandbox/pca/life.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/revocation_configuration.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::pca {
namespace {

constexpr std::int64_t default_restore_days = 30;

void set_status(Authority& authority, const std::string& status, Time now) {
    if (authority.status == status) return;
    authority.status = status;
    authority.changed_at = now;
}

}  // namespace

json::object update_certificate_authority(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    require_state(authority, {"ACTIVE", "DISABLED"}, "be updated");
    const auto status = json::text(input, "Status");
    if (status && *status != "ACTIVE" && *status != "DISABLED") {
        throw ServiceError{
            "InvalidArgsException",
            fmt::format("The status of a certificate authority cannot be set to {}.", *status)};
    }
    if (const auto* revocation = json::find(input, "RevocationConfiguration")) {
        set_revocation(authority, revocation->as_object());
        authority.crl.wanted_at = call.now;
    }
    if (status) set_status(authority, *status, call.now);
    begin(call.world, authority);
    return {};
}

json::object delete_certificate_authority(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    if (authority.status == "ACTIVE" || authority.is_deleted()) {
        throw ServiceError{"InvalidStateException",
                           "The certificate authority is not in a valid state for deletion."};
    }
    const auto days = json::integer(input, "PermanentDeletionTimeInDays").value_or(default_restore_days);
    authority.status_before_deletion = authority.status;
    authority.restorable_until = call.now + std::chrono::days{days};
    set_status(authority, "DELETED", call.now);
    begin(call.world, authority);
    return {};
}

json::object restore_certificate_authority(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    require_state(authority, {"DELETED"}, "be restored");
    std::string status = authority.status_before_deletion;
    // What went on meanwhile.
    if (status == "CREATING" && !authority.csr_pem.empty()) status = "PENDING_CERTIFICATE";
    if (authority.not_after && *authority.not_after <= call.now) status = "EXPIRED";
    authority.restorable_until.reset();
    set_status(authority, status, call.now);
    begin(call.world, authority);
    return {};
}

}  // namespace certwright::sandbox::pca
