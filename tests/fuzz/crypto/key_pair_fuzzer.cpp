#include "base/error.hpp"
#include "crypto/key_pair.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

namespace {

/// DER too, because hardly any change of base64 is a small change of what it stands for.
crypto::KeyPair read(std::string_view input) {
    const Secret password{"p"};
    if (input.find("-----BEGIN") == std::string_view::npos)
        return crypto::KeyPair::from_der(as_bytes(input), password.clone());
    return crypto::KeyPair::from_pem(input, password.clone());
}

}  // namespace

/// A key that was read is written and read again the same; nothing but Error escapes. The seeds that
/// are encrypted have the password "p".
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto key = read(as_text({data, size}));
        const auto again = crypto::KeyPair::from_pem(key.to_pkcs8_pem().reveal());
        ensure(again.public_key_der() == key.public_key_der(), "a key survives being written");
        (void)key.algorithm();
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
