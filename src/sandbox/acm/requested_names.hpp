#pragma once

#include "sandbox/acm/certificate.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox::acm {

/// The names of a request, the domain name first, each once. Throws ServiceError for names that ACM refuses
/// at once
/// ("Certificate characteristics and limitations" in the ACM user guide).
std::vector<std::string> requested_names(const boost::json::object& input, std::size_t most_names);

/// Why ACM fails a request for this public name within seconds: a FailureReason, or nothing. Names under
/// "test" count as public here (RFC 6761 keeps them for tests).
std::optional<std::string> refused_for(const std::string& name);

/// Without a leading "*.", which the record and the mails of a name do not have.
std::string without_wildcard(const std::string& name);

/// Whether `ancestor` is the name itself or a domain above it.
bool is_same_or_above(const std::string& ancestor, const std::string& name);

}  // namespace certwright::sandbox::acm
