#include "dns/message.hpp"

#include "base/error.hpp"
#include "dns/ldns.hpp"
#include "dns/native.hpp"

#include <algorithm>

namespace certwright::dns {
namespace {

std::vector<Record> records_in(const ldns_rr_list* section) {
    std::vector<Record> records;
    for (std::size_t at = 0; at < ldns_rr_list_rr_count(section); ++at) {
        const ldns_rr* record = ldns_rr_list_rr(section, at);
        if (ldns_rr_get_class(record) == LDNS_RR_CLASS_IN) records.push_back(record_of(*record));
    }
    return records;
}

bool holds(const ldns_rr_list* section, ldns_rr_type type) {
    for (std::size_t at = 0; at < ldns_rr_list_rr_count(section); ++at) {
        if (ldns_rr_get_type(ldns_rr_list_rr(section, at)) == type) return true;
    }
    return false;
}

std::string word_for(ldns_pkt_rcode code) {
    const auto* const known = ldns_lookup_by_id(ldns_rcodes, code);
    return known ? known->name : "RCODE " + std::to_string(code);
}

Response unusable(std::string problem) {
    return {.kind = Response::Kind::unusable, .records = {}, .chain = {}, .problem = std::move(problem)};
}

/// Fills chain and records from the answers, whose order nobody promises; false for an endless chain.
bool follow(const std::vector<Record>& answers, const Name& name, RecordType type, Response& response) {
    Name at = name;
    const auto is_alias = [&](const Record& record) {
        return record.type == RecordType::cname && record.name == at;
    };
    while (type != RecordType::cname) {
        const auto alias = std::find_if(answers.begin(), answers.end(), is_alias);
        if (alias == answers.end()) break;
        if (response.chain.size() == longest_chain) return false;
        response.chain.push_back(*alias);
        at = target(*alias);
    }
    std::copy_if(answers.begin(), answers.end(), std::back_inserter(response.records),
                 [&](const Record& record) { return record.type == type && record.name == at; });
    return true;
}

/// What an answer without the wanted records means (RFC 2308 section 2.2).
Response without_records(const ldns_pkt& packet, Response response) {
    const ldns_rr_list* authority = ldns_pkt_authority(&packet);
    if (ldns_pkt_get_rcode(&packet) == LDNS_RCODE_NXDOMAIN) {
        response.kind = Response::Kind::no_such_name;
    } else if (holds(authority, LDNS_RR_TYPE_SOA)) {
        response.kind = Response::Kind::no_data;
    } else if (!response.chain.empty()) {
        response.kind = Response::Kind::unfinished;
    } else if (holds(authority, LDNS_RR_TYPE_NS) && !ldns_pkt_aa(&packet)) {
        return unusable("pointed to other servers instead of asking them");
    }
    return response;
}

Response read(const ldns_pkt& packet, const Name& name, RecordType type) {
    const ldns_pkt_rcode code = ldns_pkt_get_rcode(&packet);
    if (!ldns_pkt_qr(&packet)) return unusable("sent no answer but a question");
    if (ldns_pkt_tc(&packet)) return unusable("sent only a part of its answer");
    if (code != LDNS_RCODE_NOERROR && code != LDNS_RCODE_NXDOMAIN)
        return unusable("answered " + word_for(code));
    Response response{.kind = Response::Kind::no_data, .records = {}, .chain = {}, .problem = {}};
    if (!follow(records_in(ldns_pkt_answer(&packet)), name, type, response))
        return unusable("answered with a chain of aliases that does not end");
    if (response.records.empty()) return without_records(packet, std::move(response));
    response.kind = Response::Kind::answered;
    return response;
}

}  // namespace

Bytes write_question(const Name& name, RecordType type, std::uint16_t id) {
    const NativePacket packet{ldns_pkt_query_new(native(name).release(), static_cast<ldns_rr_type>(type),
                                                 LDNS_RR_CLASS_IN, LDNS_RD)};
    ensure(packet != nullptr, "ldns makes a question");
    ldns_pkt_set_id(packet.get(), id);
    ldns_pkt_set_edns_udp_size(packet.get(), datagram_size);
    return encode(*packet);
}

Response read_response(BytesView message, const Name& name, RecordType type) {
    try {
        return read(*decode(message), name, type);
    } catch (const Error& error) {
        return unusable("sent an answer that cannot be read: " + error.message());
    }
}

}  // namespace certwright::dns
