#pragma once

#include <string_view>

namespace certwright::crypto {

/// Throws Fault::internal with OpenSSL's own reason and empties its error queue. For failures that no
/// input can cause; what an input can cause (a wrong key, a bad tag) is a value.
[[noreturn]] void throw_openssl_failure(std::string_view attempt);

inline void require(bool succeeded, std::string_view attempt) {
    if (!succeeded) throw_openssl_failure(attempt);
}

}  // namespace certwright::crypto
