#include "sandbox/dns/reply.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "dns/ldns.hpp"
#include "dns/message.hpp"
#include "dns/native.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

constexpr std::size_t header_size = 12;
constexpr std::size_t smallest_limit = 512;  ///< without EDNS (RFC 1035 section 4.2.1)
constexpr std::size_t tcp_limit = 65535;

/// Only a header, for a message whose question cannot be read or does not matter.
Bytes bare_reply(BytesView message, Rcode code) {
    Bytes reply(message.begin(), message.begin() + header_size);
    reply[2] =
        static_cast<std::uint8_t>(0x80 | (reply[2] & 0x79));  // an answer; operation and RD as they came
    reply[3] = static_cast<std::uint8_t>(code);
    std::fill(reply.begin() + 4, reply.end(), std::uint8_t{0});
    return reply;
}

void push(ldns_pkt& reply, ldns_pkt_section section, const std::vector<dns::Record>& records) {
    for (const dns::Record& record : records) {
        dns::NativeRecord native = dns::native(record);
        ensure(ldns_pkt_push_rr(&reply, section, native.get()), "ldns takes a record");
        static_cast<void>(native.release());
    }
}

/// Header, question and EDNS; the sections are still empty.
dns::NativePacket begin_reply(const ldns_pkt& query, const ldns_rr* question) {
    dns::NativePacket reply{ldns_pkt_new()};
    ensure(reply != nullptr, "ldns makes a message");
    ldns_pkt_set_id(reply.get(), ldns_pkt_id(&query));
    ldns_pkt_set_qr(reply.get(), true);
    ldns_pkt_set_rd(reply.get(), ldns_pkt_rd(&query));
    if (question) {
        ldns_pkt_push_rr(reply.get(), LDNS_SECTION_QUESTION, ldns_rr_clone(question));
    }
    if (ldns_pkt_edns(&query)) {
        ldns_pkt_set_edns_udp_size(reply.get(), dns::datagram_size);
        ldns_pkt_set_edns_do(reply.get(), ldns_pkt_edns_do(&query));  // RFC 3225 section 3
    }
    return reply;
}

Bytes with_code(dns::NativePacket reply, Rcode code) {
    ldns_pkt_set_rcode(reply.get(), static_cast<std::uint8_t>(code));
    return dns::encode(*reply);
}

Bytes written(dns::NativePacket reply, const Answer& answer) {
    ldns_pkt_set_aa(reply.get(), answer.authoritative);
    push(*reply, LDNS_SECTION_ANSWER, answer.answers);
    push(*reply, LDNS_SECTION_AUTHORITY, answer.authority);
    push(*reply, LDNS_SECTION_ADDITIONAL, answer.additional);
    return with_code(std::move(reply), answer.code);
}

std::size_t limit_of(const ldns_pkt& query, DnsTransport transport) {
    if (transport == DnsTransport::tcp) return tcp_limit;
    return std::clamp<std::size_t>(ldns_pkt_edns_udp_size(&query), smallest_limit, dns::datagram_size);
}

/// Why the question cannot be answered from zones.
std::optional<Rcode> objection(const ldns_rr& question) {
    if (ldns_rr_get_class(&question) != LDNS_RR_CLASS_IN) return Rcode::refused;
    // From 249 on are transfers and other things that are no records (RFC 6895 section 3.1); 255 is ANY.
    const auto type = static_cast<std::uint16_t>(ldns_rr_get_type(&question));
    if (type >= 249 && type < 255) return Rcode::refused;
    return std::nullopt;
}

Bytes reply_to(const ldns_pkt& query, const ldns_rr& question, std::size_t limit,
               const std::function<Answer(const Question&)>& answer_to) {
    if (const auto code = objection(question)) return with_code(begin_reply(query, &question), *code);
    try {
        const Answer answer = answer_to({.name = dns::name_of(*ldns_rr_owner(&question)),
                                         .type = static_cast<dns::RecordType>(ldns_rr_get_type(&question))});
        Bytes reply = written(begin_reply(query, &question), answer);
        if (reply.size() <= limit) return reply;
        ensure(limit < tcp_limit, "an answer fits into a message");
        dns::NativePacket truncated = begin_reply(query, &question);
        ldns_pkt_set_tc(truncated.get(), true);
        ldns_pkt_set_aa(truncated.get(), answer.authoritative);
        return with_code(std::move(truncated), answer.code);
    } catch (const std::exception& error) {
        // The edge: a client gets an answer whatever became of the zones.
        log::error("a DNS question cannot be answered", {{"error", error.what()}});
        return with_code(begin_reply(query, &question), Rcode::server_failure);
    }
}

Bytes reply_to(const ldns_pkt& query, DnsTransport transport,
               const std::function<Answer(const Question&)>& answer_to) {
    const ldns_rr_list* const questions = ldns_pkt_question(&query);
    if (ldns_rr_list_rr_count(questions) != 1)
        return with_code(begin_reply(query, nullptr), Rcode::format_error);
    const ldns_rr* const question = ldns_rr_list_rr(questions, 0);
    if (ldns_pkt_edns_version(&query) != 0) {
        const dns::NativePacket reply = begin_reply(query, question);
        ldns_pkt_set_edns_extended_rcode(reply.get(), 1);  // BADVERS (RFC 6891 section 6.1.3)
        return dns::encode(*reply);
    }
    return reply_to(query, *question, limit_of(query, transport), answer_to);
}

}  // namespace

std::optional<Bytes> dns_reply(BytesView message, DnsTransport transport,
                               const std::function<Answer(const Question&)>& answer_to) {
    if (message.size() < header_size || (message[2] & 0x80) != 0) return std::nullopt;
    if ((message[2] & 0x78) != 0) return bare_reply(message, Rcode::not_implemented);
    dns::NativePacket query;
    try {
        query = dns::decode(message);
    } catch (const Error&) {
        return bare_reply(message, Rcode::format_error);
    }
    return reply_to(*query, transport, answer_to);
}

}  // namespace certwright::sandbox
