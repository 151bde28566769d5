#include "aws/credentials/shared_config.hpp"
#include "base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace certwright;

namespace {

/// What was read, written plainly and read again, is the same.
void check(std::string_view text) {
    const aws::IniFile file = aws::parse_ini(text);
    std::string written;
    for (const auto& [name, section] : file) {
        // A comment sign or a blank at the edge cannot be written in a way that reads back.
        if (name.find_first_of("\r\n") != std::string::npos) std::abort();
        written += "[" + name + "]\n";
        for (const auto& [key, value] : section) {
            if (key.find_first_of("=:\r\n") != std::string::npos || key.empty()) std::abort();
            std::string lines;
            for (const char c : value) lines += c == '\n' ? std::string{"\n "} : std::string{c};
            if (key.front() == '#' || key.front() == ';' || key.front() == '[') return;
            if (lines.find("\n #") != std::string::npos || lines.find("\n ;") != std::string::npos) return;
            written += key + " = " + lines + "\n";
        }
    }
    if (aws::parse_ini(written) != file) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    try {
        check(text);
        aws::merge_profiles(text, text);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) std::abort();
    }
    try {
        aws::split_words(text);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) std::abort();
    }
    return 0;
}
