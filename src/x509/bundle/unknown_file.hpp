#pragma once

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace certwright::x509 {

/// What to say of a file that is in no format known here: what it looks like, and what to do about it.
Error unknown_file(BytesView content);

}  // namespace certwright::x509
