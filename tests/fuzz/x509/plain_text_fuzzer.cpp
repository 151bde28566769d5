#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/bundle/plain_text.hpp"
#include "x509/bundle/utf16.hpp"
#include "x509/text.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// Text of editors, shells and Java as it is made plain, and text of certificates as it is shown; nothing
/// escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView bytes{data, size};
    if (const auto plain = x509::from_utf16(bytes)) ensure(plain->size() <= size, "it grows no longer");
    (void)x509::with_line_ends(as_text(bytes));
    (void)x509::from_bare_base64(as_text(bytes));
    (void)x509::utf16_of(as_text(bytes));
    ensure(is_utf8(x509::from_utf16_units(bytes)), "a friendly name is UTF-8");
    ensure(is_utf8(x509::escaped(as_text(bytes))), "a name is UTF-8");
    const std::string shown = x509::readable(as_text(bytes), 100);
    ensure(is_utf8(shown) && shown.size() <= 100, "text for reading is UTF-8, and short");
    return 0;
}
