#include "base/error.hpp"

#include <utility>

namespace certwright {

std::string_view to_string(Fault fault) {
    switch (fault) {
        case Fault::invalid:
            return "invalid";
        case Fault::unauthenticated:
            return "unauthenticated";
        case Fault::forbidden:
            return "forbidden";
        case Fault::not_found:
            return "not_found";
        case Fault::conflict:
            return "conflict";
        case Fault::rate_limited:
            return "rate_limited";
        case Fault::unavailable:
            return "unavailable";
        case Fault::internal:
            return "internal";
    }
    return "internal";
}

Error::Error(Fault fault, std::string message, std::string hint)
    : fault_(fault), message_(std::move(message)), hint_(std::move(hint)) {}

Error&& Error::with_field(std::string field, std::string problem) && {
    fields_.push_back({std::move(field), std::move(problem)});
    return std::move(*this);
}

Error&& Error::with_retry_after(std::chrono::milliseconds delay) && {
    retry_after_ = delay;
    return std::move(*this);
}

Error&& Error::within(std::string_view attempt) && {
    message_.insert(0, ": ");
    message_.insert(0, attempt);
    return std::move(*this);
}

void ensure(bool condition, std::string_view what) {
    if (!condition) throw Error{Fault::internal, "broken invariant: " + std::string{what}};
}

}  // namespace certwright
