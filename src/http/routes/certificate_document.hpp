#pragma once

#include "http/schema.hpp"
#include "inventory/certificate_detail.hpp"
#include "inventory/certificate_list.hpp"

#include <boost/json/fwd.hpp>

/// AWS certificates as the API writes them.
namespace certwright::http {

/// The names of lifecycle::SyncState.
Schema sync_state_schema();
Schema certificate_schema();
boost::json::object write_certificate(const inventory::AwsCertificate& certificate, Time now);

Schema certificate_detail_schema();
boost::json::object write_certificate_detail(const inventory::CertificateDetail& detail, Time now);

Schema totals_schema();
boost::json::object write_totals(const inventory::CertificateTotals& totals);

}  // namespace certwright::http
