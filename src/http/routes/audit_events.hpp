#pragma once

#include "audit/log.hpp"
#include "http/router.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct AuditEventPorts {
    store::Database& database;
    audit::Log& log;
};

/// Who did what.
void add_audit_event_routes(Router& router, const AuditEventPorts& ports);

}  // namespace certwright::http
