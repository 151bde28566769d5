#pragma once

#include "aws/failure.hpp"
#include "aws/service.hpp"

#include <string_view>

namespace certwright::aws {

/// An answer that is not a success.
struct Refusal {
    std::string_view code;  ///< AWS's, with or without "Exception"; empty when the body was no AWS error
    int status = 0;
    Service service = Service::acm;
    std::string_view region;
    /// These credentials were accepted somewhere else, so the region is to blame, not the key.
    bool key_is_proven = false;
};

/// What an answer means. Unknown codes go by their status, so that a code AWS invents tomorrow still
/// lands in the right family.
FailureKind classify(const Refusal& refusal);

}  // namespace certwright::aws
