#include "base/error.hpp"
#include "crypto/key_decryption.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// An encrypted key in DER, opened as whoever has several passwords does it: only when its cost is known and
/// small; nothing but Error escapes. The seeds have the password "p".
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const BytesView der{data, size};
        if (crypto::pkcs8_cost(der) > 20'000) return 0;
        for (const std::optional<std::string_view> password :
             {std::optional<std::string_view>{"p"}, std::optional<std::string_view>{""},
              std::optional<std::string_view>{}})
            if (const auto opened = crypto::open_pkcs8(der, password))
                ensure(!opened->empty(), "what was opened is something");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
