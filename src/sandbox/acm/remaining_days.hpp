#pragma once

#include "sandbox/acm/certificate.hpp"

#include <chrono>

namespace certwright::sandbox::acm {

/// Days until the end, a begun one counted: 1 on the last day. Zero and below: it has ended.
inline int remaining_days(const Content& content, Time now) {
    return static_cast<int>(std::chrono::ceil<std::chrono::days>(content.not_after - now).count());
}

}  // namespace certwright::sandbox::acm
