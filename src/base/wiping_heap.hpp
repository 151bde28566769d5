#pragma once

#include <cstddef>

/// The C library's heap, whose blocks are overwritten before they are given back: for libraries that copy
/// secrets into buffers of their own.
namespace certwright::wiping_heap {

void* take(std::size_t size) noexcept;
void give_back(void* memory) noexcept;
/// Like realloc; a block that moves leaves no copy behind.
void* resize(void* memory, std::size_t size) noexcept;

}  // namespace certwright::wiping_heap
