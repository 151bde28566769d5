#include "crypto/password.hpp"

#include "base/error.hpp"
#include "crypto/random.hpp"

#include <argon2.h>
#include <fmt/format.h>

namespace certwright::crypto {
namespace {

constexpr std::size_t salt_size = 16;
constexpr std::size_t hash_size = 32;

[[noreturn]] void refuse(int result) {
    if (result == ARGON2_MEMORY_ALLOCATION_ERROR)
        throw Error{Fault::unavailable, "cannot hash a password: not enough memory"};
    throw Error{Fault::internal, fmt::format("cannot hash a password: {}", argon2_error_message(result))};
}

}  // namespace

std::string hash_password(const Secret& password, const Argon2Cost& cost) {
    const Bytes salt = random_bytes(salt_size);
    std::string phc(
        argon2_encodedlen(cost.passes, cost.memory_kib, cost.lanes, salt_size, hash_size, Argon2_id), '\0');
    const int result =
        argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, password.reveal().data(),
                              password.size(), salt.data(), salt.size(), hash_size, phc.data(), phc.size());
    if (result != ARGON2_OK) refuse(result);
    phc.resize(phc.find('\0'));
    return phc;
}

bool verify_password(const Secret& password, const std::string& phc) {
    const int result = argon2id_verify(phc.c_str(), password.reveal().data(), password.size());
    if (result == ARGON2_OK) return true;
    if (result == ARGON2_VERIFY_MISMATCH) return false;
    refuse(result);
}

bool needs_rehash(const std::string& phc, const Argon2Cost& cost) {
    return !phc.starts_with(
        fmt::format("$argon2id$v=19$m={},t={},p={}$", cost.memory_kib, cost.passes, cost.lanes));
}

}  // namespace certwright::crypto
