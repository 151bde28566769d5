#include "crypto/random.hpp"

#include "crypto/failure.hpp"

#include <openssl/rand.h>

namespace certwright::crypto {

Bytes random_bytes(std::size_t count) {
    Bytes bytes(count);
    require(RAND_bytes_ex(nullptr, bytes.data(), count, 0) == 1, "draw random bytes");
    return bytes;
}

Secret random_secret(std::size_t count) {
    std::string bytes(count, '\0');
    require(RAND_priv_bytes_ex(nullptr, reinterpret_cast<unsigned char*>(bytes.data()), count, 0) == 1,
            "draw random bytes");
    return Secret{std::move(bytes)};
}

}  // namespace certwright::crypto
