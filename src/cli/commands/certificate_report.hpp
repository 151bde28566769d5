#pragma once

#include "base/json.hpp"

namespace certwright::cli {

/// All that is known of one AWS certificate, in paragraphs.
void print_certificate(const json::object& certificate);

/// How many there are, by status, type and expiry.
void print_certificate_totals(const json::object& totals);

}  // namespace certwright::cli
