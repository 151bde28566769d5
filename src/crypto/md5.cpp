#include "crypto/md5.hpp"

#include "base/handle.hpp"
#include "crypto/failure.hpp"

#include <openssl/evp.h>

#include <array>

namespace certwright::crypto {

std::string md5_hex(BytesView data) {
    static const Handle<EVP_MD, EVP_MD_free> algorithm{EVP_MD_fetch(nullptr, "MD5", nullptr)};
    require(algorithm != nullptr, "find MD5");
    std::array<std::uint8_t, 16> digest{};
    unsigned int size = 0;
    require(EVP_Digest(data.data(), data.size(), digest.data(), &size, algorithm.get(), nullptr) == 1 &&
                size == digest.size(),
            "hash");
    return to_hex(digest);
}

}  // namespace certwright::crypto
