#include "base/error.hpp"
#include "net/mail_message.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace certwright;

namespace {

/// Whatever is accepted has exactly the fields that were meant, and lines that any server takes.
void check(const std::string& message, std::size_t fields) {
    std::size_t found = 0;
    bool in_head = true;
    for (std::size_t at = 0; at < message.size();) {
        const auto end = message.find("\r\n", at);
        if (end == message.npos || end - at > 998) std::abort();
        const std::string line = message.substr(at, end - at);
        if (std::any_of(line.begin(), line.end(), [](char c) { return c != '\t' && (c < ' ' || c > '~'); }))
            std::abort();
        if (line.empty()) in_head = false;
        if (in_head && line[0] != ' ') ++found;
        at = end + 2;
    }
    if (found != fields) std::abort();
}

}  // namespace

/// The lines of the input are what people may write into a mail.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(bytes), size};
    std::array<std::string, 6> parts;
    for (std::string& part : parts) {
        const auto end = std::min(rest.find('\n'), rest.size());
        part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    net::Mail mail{.from = {.address = "a@b.example", .name = parts[0]},
                   .to = {{.address = parts[1], .name = parts[2]}, {.address = "c@d.example"}},
                   .subject = parts[3],
                   .text = std::string{rest},
                   .html = {},
                   .headers = {{parts[4], parts[5]}}};
    try {
        check(net::mail_message(mail, Time{}, "<1@b.example>"), 9);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) std::abort();
    }
    return 0;
}
