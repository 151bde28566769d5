#pragma once

#include "base/time.hpp"
#include "inventory/certificate_numbers.hpp"
#include "store/connection.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// The certificates of the repository for which any of a property's values holds, by number: SQLite only.
/// Throws Fault::invalid for a group that there is not.
inventory::CertificateNumbers search_certificates(store::Connection& connection, const std::string& property,
                                                  const std::vector<std::string>& values, Time now);

}  // namespace certwright::lifecycle
