#pragma once

#include "http/route.hpp"
#include "inventory/accounts.hpp"

namespace certwright::http {

/// On whose behalf the inventory acts, for the audit log.
inline inventory::Actor actor_of(const RequestContext& context) {
    return {context.caller().actor, context.request_id()};
}

}  // namespace certwright::http
