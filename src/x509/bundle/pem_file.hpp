#pragma once

#include "x509/bundle/intake.hpp"

#include <string_view>

namespace certwright::x509 {

/// Whether the text has a block at all.
bool holds_pem(std::string_view text);

/// Takes in every block of a PEM text, of whatever kind and in whatever order. Text around blocks is
/// nobody's, but for the friendlyName that openssl writes in front of what was in PKCS#12.
void read_pem(Intake& intake, std::string_view text, const std::string& place);

}  // namespace certwright::x509
