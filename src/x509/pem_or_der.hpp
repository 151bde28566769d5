#pragma once

#include "base/bytes.hpp"
#include "crypto/der.hpp"

#include <span>
#include <string_view>

namespace certwright::x509 {

/// The DER of an input that people give as PEM or DER: of a PEM text the first block that has one of the
/// labels, else the input itself. Throws Fault::invalid for a PEM text that has no such block, or a
/// damaged one.
Bytes pem_or_der(BytesView input, std::span<const std::string_view> labels, const crypto::DerKind& kind);

}  // namespace certwright::x509
