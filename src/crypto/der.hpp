#pragma once

#include "base/bytes.hpp"
#include "crypto/failure.hpp"

#include <cstddef>
#include <string_view>

/// What OpenSSL's d2i and i2d functions have in common (X.690: DER).
namespace certwright::crypto {

/// A structure that outsiders send.
struct DerKind {
    std::string_view name;  ///< with its article: "a certificate"
    std::string_view hint;
    std::size_t max_size;  ///< in bytes
};

/// Throws Fault::invalid unless there is something, and not too much of it.
void check_der_size(BytesView der, const DerKind& kind);
/// Throws Fault::invalid with OpenSSL's reason.
[[noreturn]] void refuse_der(const DerKind& kind);
/// Throws Fault::invalid unless `rest`, the bytes behind a structure, is 0.
void check_der_end(std::ptrdiff_t rest, const DerKind& kind);

/// Decodes one structure with nothing behind it. Throws Fault::invalid.
template <class Owner, auto d2i>
Owner decode_der(BytesView der, const DerKind& kind) {
    check_der_size(der, kind);
    const QuietErrors quiet;
    const unsigned char* position = der.data();
    Owner object{d2i(nullptr, &position, static_cast<long>(der.size()))};
    if (!object) refuse_der(kind);
    check_der_end(der.data() + der.size() - position, kind);
    return object;
}

/// The encoding of a public structure. Throws Fault::internal.
template <auto i2d, class T>
Bytes encode_der(const T* object) {
    const int size = i2d(object, nullptr);
    require(size > 0, "encode a structure");
    Bytes der(static_cast<std::size_t>(size));
    unsigned char* position = der.data();
    require(i2d(object, &position) == size, "encode a structure");
    return der;
}

}  // namespace certwright::crypto
