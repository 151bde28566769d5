#pragma once

#include "lifecycle/certificate.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// The columns of a certificate with its current version, of certificate_tables, in the order in which
/// read_certificate takes them.
const std::string& certificate_columns();
inline constexpr std::string_view certificate_tables =
    "FROM certificates c JOIN certificate_versions v ON v.certificate = c.id AND v.is_current";
/// Without its tags and fields.
Certificate read_certificate(const store::Row& row);

/// Adds tags and fields, of all certificates in one query each.
void add_pairs(store::Connection& connection, std::vector<Certificate>& certificates);

}  // namespace certwright::lifecycle
