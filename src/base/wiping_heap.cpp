#include "base/wiping_heap.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace certwright::wiping_heap {

void* take(std::size_t size) noexcept {
    return std::malloc(size);
}

void give_back(void* memory) noexcept {
    if (!memory) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    std::free(memory);
}

void* resize(void* memory, std::size_t size) noexcept {
    if (!memory) return take(size);
    const std::size_t had = malloc_usable_size(memory);
    if (size > 0 && size <= had) return memory;
    void* larger = size == 0 ? nullptr : take(size);
    if (size > 0 && !larger) return nullptr;
    if (larger) std::memcpy(larger, memory, std::min(had, size));
    give_back(memory);
    return larger;
}

}  // namespace certwright::wiping_heap
