#include "cli/command_line.hpp"
#include "crypto/memory.hpp"

int main(int argc, char** argv) {
    certwright::crypto::wipe_freed_memory();
    return certwright::cli::run({argv + 1, argv + argc});
}
