#include "net/smtp_reply.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// Whatever a server says can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(bytes), size};
    net::SmtpReply reply;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        reply.take(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    const std::string text = reply.text();
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })) std::abort();
    if (text.size() > 20'000 || reply.code() < 0 || reply.code() > 999) std::abort();
    return 0;
}
