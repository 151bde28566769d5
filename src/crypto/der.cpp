#include "crypto/der.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace certwright::crypto {

void check_der_size(BytesView der, const DerKind& kind) {
    if (der.empty())
        throw Error{Fault::invalid, fmt::format("cannot read {}: it is empty", kind.name),
                    std::string{kind.hint}};
    if (der.size() > kind.max_size)
        throw Error{Fault::invalid, fmt::format("cannot read {} of {} bytes: the limit is {}", kind.name,
                                                der.size(), kind.max_size)};
}

void refuse_der(const DerKind& kind) {
    throw Error{Fault::invalid, fmt::format("cannot read {}: {}", kind.name, openssl_reason("not DER")),
                std::string{kind.hint}};
}

void check_der_end(std::ptrdiff_t rest, const DerKind& kind) {
    if (rest != 0)
        throw Error{Fault::invalid, fmt::format("cannot read {}: {} bytes follow it", kind.name, rest)};
}

}  // namespace certwright::crypto
