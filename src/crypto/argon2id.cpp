#include "crypto/argon2id.hpp"

#include "base/error.hpp"

#include <argon2.h>

#include <string>

namespace certwright::crypto {
namespace {

std::uint32_t argon2_length(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

/// libargon2 takes mutable pointers and, without its clear flags, only reads through them.
std::uint8_t* input(BytesView bytes) {
    return const_cast<std::uint8_t*>(bytes.data());
}

}  // namespace

Secret argon2id(const Secret& password, BytesView salt, const Argon2Cost& cost, std::size_t size,
                BytesView pepper, BytesView associated_data) {
    std::string out(size, '\0');
    argon2_context context{};
    context.out = reinterpret_cast<std::uint8_t*>(out.data());
    context.outlen = argon2_length(size);
    context.pwd = input(as_bytes(password.reveal()));
    context.pwdlen = argon2_length(password.size());
    context.salt = input(salt);
    context.saltlen = argon2_length(salt.size());
    context.secret = pepper.empty() ? nullptr : input(pepper);
    context.secretlen = argon2_length(pepper.size());
    context.ad = associated_data.empty() ? nullptr : input(associated_data);
    context.adlen = argon2_length(associated_data.size());
    context.t_cost = cost.passes;
    context.m_cost = cost.memory_kib;
    context.lanes = cost.lanes;
    context.threads = 1;
    context.version = ARGON2_VERSION_13;
    context.flags = ARGON2_DEFAULT_FLAGS;
    const int result = argon2id_ctx(&context);
    Secret key{std::move(out)};
    if (result == ARGON2_MEMORY_ALLOCATION_ERROR)
        throw Error{Fault::unavailable, "cannot hash a password: not enough memory"};
    if (result != ARGON2_OK)
        throw Error{Fault::internal, std::string{"cannot hash a password: "} + argon2_error_message(result)};
    return key;
}

}  // namespace certwright::crypto
