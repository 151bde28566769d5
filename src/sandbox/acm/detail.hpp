#pragma once

#include "sandbox/acm/certificate.hpp"
#include "sandbox/wire/epoch.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string_view>

namespace certwright::sandbox::acm {

/// What DescribeCertificate shows: which members are there depends on type and status.
boost::json::object detail_of(const Certificate& certificate, Time now);
/// One row of ListCertificates; of its names the first hundred.
boost::json::object summary_of(const Certificate& certificate, Time now);
/// One row of SearchCertificates.
boost::json::object search_result_of(const Certificate& certificate, Time now);

boost::json::array validations_of(const std::vector<DomainValidation>& validations);

/// Whether managed renewal would take care of it ("Managed certificate renewal" in the ACM user guide): in
/// use, or exported since it was issued; never an imported, expired or revoked one.
bool is_renewal_eligible(const Certificate& certificate);

using sandbox::seconds;

/// Nothing when there is no time.
void put_time(boost::json::object& into, std::string_view name, const std::optional<Time>& time);

}  // namespace certwright::sandbox::acm
