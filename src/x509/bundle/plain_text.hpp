#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <optional>

/// Text as it comes out of editors, shells and JSON, made plain for whoever looks for PEM in it. It may hold
/// private keys.
namespace certwright::x509 {

/// UTF-16, as Windows PowerShell and old editors write it, as ASCII; nothing when it is none.
std::optional<Secret> from_utf16(BytesView content);

/// "\n" written out, as JSON and environment variables have it, as line ends; nothing when there is none.
std::optional<Secret> with_line_ends(std::string_view text);

/// What base64 stands for that is all a file has; nothing when it has anything else.
std::optional<Secret> from_bare_base64(std::string_view text);

}  // namespace certwright::x509
