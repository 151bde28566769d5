#include "crypto/native_key.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <array>

namespace certwright::crypto {

void KeyRelease::operator()(EVP_PKEY* key) const noexcept {
    EVP_PKEY_free(key);
}

std::string algorithm_name(const EVP_PKEY* key) {
    switch (EVP_PKEY_get_base_id(key)) {
        case EVP_PKEY_RSA:
            return fmt::format("RSA_{}", EVP_PKEY_get_bits(key));
        case EVP_PKEY_EC: {
            std::array<char, 64> group{};
            const bool named = EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                                              group.size(), nullptr) == 1;
            return named ? fmt::format("EC_{}", group.data()) : std::string{"EC_explicit"};
        }
        default: {
            const char* name = EVP_PKEY_get0_type_name(key);
            return name ? name : "unknown";
        }
    }
}

}  // namespace certwright::crypto
