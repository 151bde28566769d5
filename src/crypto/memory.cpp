#include "crypto/memory.hpp"

#include "base/error.hpp"
#include "base/wiping_heap.hpp"

#include <openssl/crypto.h>

namespace certwright::crypto {

void wipe_freed_memory() {
    const int accepted = CRYPTO_set_mem_functions(
        [](std::size_t size, const char*, int) { return wiping_heap::take(size); },
        [](void* memory, std::size_t size, const char*, int) { return wiping_heap::resize(memory, size); },
        [](void* memory, const char*, int) { wiping_heap::give_back(memory); });
    ensure(accepted == 1, "OpenSSL takes its memory functions before anything has used it");
}

}  // namespace certwright::crypto
