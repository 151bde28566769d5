#include "sandbox/app/command_line.hpp"

#include <malloc.h>

namespace {

constexpr int mebibyte = 1024 * 1024;

/// Answers of a megabyte come and go, and to give their memory back to the kernel every time costs as much as
/// to make them (mallopt(3)).
void keep_memory_for_the_next_answer() {
    mallopt(M_MMAP_THRESHOLD, 4 * mebibyte);
    mallopt(M_TRIM_THRESHOLD, 8 * mebibyte);
}

}  // namespace

int main(int argc, char** argv) {
    keep_memory_for_the_next_answer();
    return certwright::sandbox::run({argv + 1, argv + argc});
}
