#pragma once

#include "crypto/key_algorithm.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// Whether a certificate for such a key may have that usage, one of ACM's words: only RSA enciphers (RFC 8813
/// section 3), and Ed25519 does nothing but sign (RFC 8410 section 5).
bool suits(std::string_view key_usage, crypto::KeyAlgorithm algorithm);

/// Those that do not; the others stay in `key_usages`.
std::vector<std::string> take_unsuitable(std::vector<std::string>& key_usages,
                                         crypto::KeyAlgorithm algorithm);

}  // namespace certwright::lifecycle
