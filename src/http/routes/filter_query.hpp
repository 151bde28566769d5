#pragma once

#include "http/schema.hpp"
#include "lifecycle/certificate_filter.hpp"

#include <string>
#include <string_view>

/// A filter of the list of certificates as one text: the query of its address, "owner=payments&has_key=true".
namespace certwright::http {

Schema filter_query_schema();

/// Throws Fault::invalid for what cannot be decoded, or has a part without a value.
lifecycle::FilterParameters read_filter_query(std::string_view text);
/// Escapes only what a query must.
std::string write_filter_query(const lifecycle::FilterParameters& filter);

}  // namespace certwright::http
