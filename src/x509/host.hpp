#pragma once

#include "x509/certificate.hpp"

#include <string_view>

namespace certwright::x509 {

/// Whether `pattern`, a name from a certificate, stands for `host`: equal without regard to case and a
/// final dot, or a whole leftmost label "*" for exactly one label (RFC 6125 section 6.4.3) in front of at
/// least two more, as browsers and OpenSSL demand.
bool name_covers(std::string_view pattern, std::string_view host);

/// Whether a client asking for `host`, a DNS name or an IP address, accepts this certificate's names.
/// The common name counts only where there is no subjectAltName that a host could go by (RFC 6125
/// section 6.4.4).
bool covers(const Certificate& certificate, std::string_view host);

}  // namespace certwright::x509
