#include "cli/progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace certwright::cli {

Progress::Progress() : is_terminal_(::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
    clear();
}

void Progress::show(const std::string& line) {
    if (!is_terminal_) return;
    clear();
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
}

void Progress::clear() const {
    if (is_terminal_) std::fputs("\r\x1b[K", stderr);  // ECMA-48 EL: erases to the end of the line
}

}  // namespace certwright::cli
