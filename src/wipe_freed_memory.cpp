// Whatever this program frees is overwritten first. Private keys come in as the text of a request, are
// decoded, parsed and encoded again on the way to AWS: in strings and JSON values of libraries that know
// nothing of secrets. Instead of trusting each of them to wipe, none can leave a key behind in memory that is
// free: not for a core dump, a swap file or the next reader of an uninitialised buffer. base::Secret still
// wipes what is known to be one, without waiting for its end.
//
// The sanitizers bring an allocator of their own, which must see every call as it is.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include "base/wiping_heap.hpp"

#include <cstddef>
#include <new>

void operator delete(void* memory) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete[](void* memory) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    certwright::wiping_heap::give_back(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
    certwright::wiping_heap::give_back(memory);
}

#endif
