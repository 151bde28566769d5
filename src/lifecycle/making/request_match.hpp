#pragma once

#include "x509/certificate.hpp"
#include "x509/request.hpp"

#include <optional>

namespace certwright::lifecycle {

/// How well a certificate with the key of a request answers it, 0 for the best: it has the names and the
/// subject that were asked for, or the names, or those and others. Authorities drop parts of a subject, and
/// add or drop the www. of a host; nothing for a certificate that lacks any other name.
std::optional<int> distance_between(const x509::Request& asked, const x509::Certificate& came);

}  // namespace certwright::lifecycle
