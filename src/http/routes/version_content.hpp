#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "lifecycle/repository.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct VersionContentPorts {
    store::Database& database;
    lifecycle::Repository& repository;
    Clock& clock;
};

/// What is in one version of a certificate, read from the certificate itself.
void add_version_content_routes(Router& router, const VersionContentPorts& ports);

}  // namespace certwright::http
