#pragma once

#include "inventory/certificate_numbers.hpp"
#include "store/connection.hpp"

#include <string>
#include <vector>

namespace certwright::inventory {

/// The certificates for which any of a property's values holds, by number: SQLite only. Each value is
/// answered by an index that needs nothing of the rows, or by one look through the texts.
CertificateNumbers search_certificates(store::Connection& connection, const std::string& property,
                                       const std::vector<std::string>& values, Time now);

}  // namespace certwright::inventory
