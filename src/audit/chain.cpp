#include "audit/chain.hpp"

#include "crypto/digest.hpp"

#include <array>

namespace certwright::audit {
namespace {

void add_number(crypto::Sha256& hash, std::uint64_t number) {
    std::array<std::uint8_t, 8> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
    hash.update(bytes);
}

void add_text(crypto::Sha256& hash, std::string_view text) {
    add_number(hash, text.size());
    hash.update(text);
}

}  // namespace

const std::string_view first_link = "0000000000000000000000000000000000000000000000000000000000000000";

std::string link(std::string_view previous, const Event& event) {
    crypto::Sha256 hash;
    hash.update("certwright audit event 1\n");
    hash.update(from_hex(previous));
    add_number(hash, static_cast<std::uint64_t>(event.sequence));
    add_number(hash, static_cast<std::uint64_t>(to_micros(event.at)));
    for (const std::string* text :
         {&event.actor, &event.action, &event.subject, &event.details, &event.request_id})
        add_text(hash, *text);
    return to_hex(hash.finish());
}

}  // namespace certwright::audit
