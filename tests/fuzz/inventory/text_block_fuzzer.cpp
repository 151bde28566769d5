#include "base/bytes.hpp"
#include "base/error.hpp"
#include "inventory/text_block.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A block that a broken database may hold, and what somebody looks for, up to the first zero: ends, and
/// shows only texts that have it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = as_text({data, size});
    const auto end = input.find('\0');
    if (end == input.npos) return 0;
    const std::string_view part = input.substr(0, end);
    inventory::look_through(input.substr(end + 1), part, [&](std::int64_t, std::string_view text) {
        ensure(text.find(part) != text.npos, "a text that is shown has what was looked for");
    });
    return 0;
}
