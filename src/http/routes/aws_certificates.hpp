#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct CertificatePorts {
    store::Database& database;
    Clock& clock;
};

/// AWS certificates: list, totals, values for filters, export, one in detail, its PEM, its history.
void add_certificate_routes(Router& router, const CertificatePorts& ports);

}  // namespace certwright::http
