#include "x509/bundle/java_input.hpp"

#include "base/error.hpp"
#include "x509/bundle/utf16.hpp"

namespace certwright::x509 {

BytesView JavaInput::bytes(std::size_t count) {
    if (count > rest_.size())
        throw Error{Fault::invalid, "it ends too early", "copy the whole file, in binary"};
    const BytesView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
}

std::uint32_t JavaInput::number(std::size_t size) {
    std::uint32_t value = 0;
    for (const std::uint8_t byte : bytes(size)) value = value << 8 | byte;
    return value;
}

std::string JavaInput::text() {
    return from_modified_utf8(as_text(bytes(u2())));
}

}  // namespace certwright::x509
