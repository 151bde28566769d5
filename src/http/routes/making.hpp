#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "lifecycle/maker.hpp"
#include "lifecycle/revocation_lists.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct MakingPorts {
    store::Database& database;
    lifecycle::Repository& repository;
    lifecycle::PrivateKeys& keys;
    lifecycle::Requests& requests;
    lifecycle::IssuedCertificates& issued;
    lifecycle::RevocationLists& lists;
    lifecycle::Maker& maker;
    Clock& clock;
};

/// Certificates that are made here: create, sign, renew.
void add_making_routes(Router& router, const MakingPorts& ports);
/// Requests that wait for a certificate from elsewhere.
void add_request_routes(Router& router, const MakingPorts& ports);
/// What an authority signed.
void add_issued_routes(Router& router, const MakingPorts& ports);
/// What of it is revoked.
void add_revocation_routes(Router& router, const MakingPorts& ports);

}  // namespace certwright::http
