#pragma once

#include <string>
#include <string_view>

namespace certwright::crypto {

/// Throws Fault::internal with OpenSSL's own reason and empties its error queue. For failures that no
/// input can cause; what an input can cause (a wrong key, a bad tag) is a value.
[[noreturn]] void throw_openssl_failure(std::string_view attempt);

inline void require(bool succeeded, std::string_view attempt) {
    if (!succeeded) throw_openssl_failure(attempt);
}

/// OpenSSL's words for the first failure in its error queue; `otherwise` when it has none.
std::string openssl_reason(std::string_view otherwise);

/// Empties OpenSSL's error queue at both ends of a scope, so that failures that were expected leave
/// nothing for whoever asks next.
class QuietErrors {
  public:
    QuietErrors() noexcept;
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

}  // namespace certwright::crypto
