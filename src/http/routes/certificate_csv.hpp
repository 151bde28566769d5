#pragma once

#include "inventory/aws_certificate.hpp"

#include <string>

/// AWS certificates as a spreadsheet reads them (RFC 4180).
namespace certwright::http {

std::string csv_header();
/// Cells that a spreadsheet would run as a formula are quoted with an apostrophe.
std::string csv_row(const inventory::AwsCertificate& certificate, Time now);

}  // namespace certwright::http
