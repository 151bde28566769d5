#include "base/secret.hpp"

#include <string.h>

#include <algorithm>

namespace certwright {

// The argument is copied into exactly the storage we wipe, and wiped itself: a moved-from short
// string would keep its bytes in the small buffer.
Secret::Secret(std::string bytes) : bytes_(bytes.begin(), bytes.end()) {
    certwright::wipe(bytes);
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_) {
    other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    bytes_.swap(other.bytes_);
    other.wipe();
    return *this;
}

Secret::~Secret() {
    wipe();
}

void Secret::wipe() noexcept {
    certwright::wipe(bytes_);
}

void wipe(std::string& bytes) noexcept {
    explicit_bzero(bytes.data(), bytes.capacity());
    bytes.clear();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    unsigned char difference = a.size() == b.size() ? 0 : 1;
    const std::size_t shared = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shared; ++i)
        difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

}  // namespace certwright
