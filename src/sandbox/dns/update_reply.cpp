#include "sandbox/dns/update_reply.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "dns/ldns.hpp"
#include "sandbox/dns/zone_update.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

constexpr std::uint8_t update_operation = 5;

/// The same question, and nothing else yet.
dns::NativePacket begin_answer(const ldns_pkt& message) {
    dns::NativePacket answer{ldns_pkt_new()};
    ensure(answer != nullptr, "ldns makes a message");
    ldns_pkt_set_id(answer.get(), ldns_pkt_id(&message));
    ldns_pkt_set_qr(answer.get(), true);
    ldns_pkt_set_opcode(answer.get(), LDNS_PACKET_UPDATE);
    const ldns_rr_list* const questions = ldns_pkt_question(&message);
    for (std::size_t at = 0; at < ldns_rr_list_rr_count(questions); ++at)
        ldns_pkt_push_rr(answer.get(), LDNS_SECTION_QUESTION, ldns_rr_clone(ldns_rr_list_rr(questions, at)));
    return answer;
}

Bytes unsigned_answer(const ldns_pkt& message, Rcode code) {
    const auto answer = begin_answer(message);
    ldns_pkt_set_rcode(answer.get(), static_cast<std::uint8_t>(code));
    return dns::encode(*answer);
}

Bytes signed_answer(const ldns_pkt& message, Rcode code, const TsigKey& key, TsigError error) {
    const auto answer = begin_answer(message);
    ldns_pkt_set_rcode(answer.get(), static_cast<std::uint8_t>(code));
    sign(*answer, message, key, error);
    return dns::encode(*answer);
}

/// The origin of the one zone that the message is about (RFC 2136 section 3.1).
std::optional<dns::Name> zone_of(const ldns_pkt& message) {
    const ldns_rr_list* const zones = ldns_pkt_question(&message);
    if (ldns_rr_list_rr_count(zones) != 1) return std::nullopt;
    const ldns_rr* const zone = ldns_rr_list_rr(zones, 0);
    if (ldns_rr_get_type(zone) != LDNS_RR_TYPE_SOA || ldns_rr_get_class(zone) != LDNS_RR_CLASS_IN)
        return std::nullopt;
    return dns::name_of(*ldns_rr_owner(zone));
}

Bytes reply_to_update(ldns_pkt& message, BytesView wire, const UpdatableZones& zones) {
    const auto origin = zone_of(message);
    if (!origin) return unsigned_answer(message, Rcode::format_error);
    const auto key = zones.key_of(*origin);
    if (!key) return unsigned_answer(message, Rcode::not_authorized);
    if (ldns_pkt_tsig(&message) == nullptr) return unsigned_answer(message, Rcode::refused);
    const TsigError error = check_signature(message, wire, *key, zones.now());
    if (error != TsigError::none) return signed_answer(message, Rcode::not_authorized, *key, error);
    const Rcode code = zones.change(*origin, [&](Zone& zone) { return update_zone(zone, message); });
    return signed_answer(message, code, *key, TsigError::none);
}

Bytes bare_answer(BytesView message, Rcode code) {
    Bytes answer(message.begin(), message.begin() + LDNS_HEADER_SIZE);
    answer[2] = static_cast<std::uint8_t>(0x80 | (answer[2] & 0x78));
    answer[3] = static_cast<std::uint8_t>(code);
    std::fill(answer.begin() + 4, answer.end(), std::uint8_t{0});
    return answer;
}

}  // namespace

bool is_update(BytesView message) {
    return message.size() >= LDNS_HEADER_SIZE && (message[2] & 0x80) == 0 &&
           (message[2] >> 3 & 0x0f) == update_operation;
}

Bytes update_reply(BytesView message, const UpdatableZones& zones) {
    dns::NativePacket read;
    try {
        read = dns::decode(message);
    } catch (const Error&) {
        return bare_answer(message, Rcode::format_error);
    }
    try {
        return reply_to_update(*read, message, zones);
    } catch (const Error& refused) {
        // A name or a value that is broken, of which nothing was kept.
        log::info("a DNS update was refused", {{"reason", refused.message()}});
        return bare_answer(message, Rcode::format_error);
    }
}

}  // namespace certwright::sandbox
