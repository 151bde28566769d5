#include "aws/confidential.hpp"

#include "base/bytes.hpp"
#include "base/pem.hpp"
#include "net/url.hpp"

namespace certwright::aws {
namespace {

/// So much of a key in a row is no accident, and less is no use to anybody.
constexpr std::size_t telling_length = 24;

bool repeats_block(std::string_view text, std::string_view spelled) {
    for (; spelled.size() >= telling_length; spelled.remove_prefix(telling_length))
        if (text.find(spelled.substr(0, telling_length)) != std::string_view::npos) return true;
    return false;
}

bool repeats_line(std::string_view text, std::string_view pem) {
    while (!pem.empty()) {
        const std::string_view line = pem.substr(0, pem.find('\n'));
        if (repeats_block(text, line)) return true;
        if (repeats_block(text, percent_encoded(Secret{std::string{line}}).reveal())) return true;
        pem.remove_prefix(std::min(line.size() + 1, pem.size()));
    }
    return false;
}

}  // namespace

Secret base64_of(const Secret& secret) {
    return Secret{to_base64(as_bytes(secret.reveal()))};
}

Secret percent_encoded(const Secret& secret) {
    std::string result;
    // Growing would leave copies behind.
    result.reserve(secret.size() * 3);
    for (const char& c : secret.reveal()) result += net::percent_encode({&c, 1});
    return Secret{std::move(result)};
}

bool repeats(std::string_view text, const Secret& private_key) {
    if (text.size() < telling_length) return false;
    const auto block = next_pem_block(private_key.reveal());
    return repeats_line(text, block ? block->body : private_key.reveal()) ||
           repeats_block(text, base64_of(private_key).reveal());
}

Failure without_key(Failure failure, const Secret& private_key) {
    for (std::string* text : {&failure.message, &failure.code, &failure.request_id})
        if (repeats(*text, private_key)) {
            wipe(*text);
            *text = "withheld, because it repeats a part of the private key";
        }
    return failure;
}

}  // namespace certwright::aws
