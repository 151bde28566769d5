#include "dns/native.hpp"

#include "base/error.hpp"
#include "dns/ldns.hpp"

#include <cstdlib>

namespace certwright::dns {
namespace {

void release(void* memory) {
    std::free(memory);
}

template <class T>
using Allocated = Handle<T, release>;

/// ldns' words, begun as ours are.
std::string reason(ldns_status status) {
    std::string text = ldns_get_errorstr_by_id(status);
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a') text[0] += 'a' - 'A';
    return text;
}

std::string text_of(const ldns_rdf& data) {
    // ldns keeps the case, and writes as they are more characters than Name reads.
    if (ldns_rdf_get_type(&data) == LDNS_RDF_TYPE_DNAME) return name_of(data).absolute_text();
    const Allocated<char> text{ldns_rdf2str(&data)};
    if (!text) throw Error{Fault::invalid, "the data of a record in a message is broken"};
    return text.get();
}

}  // namespace

NativePacket decode(BytesView bytes) {
    ldns_pkt* packet = nullptr;
    const ldns_status status = ldns_wire2pkt(&packet, bytes.data(), bytes.size());
    NativePacket result{packet};
    if (status != LDNS_STATUS_OK || !result)
        throw Error{Fault::invalid, "a DNS message cannot be read: " + reason(status)};
    return result;
}

Bytes encode(const ldns_pkt& packet) {
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    const ldns_status status = ldns_pkt2wire(&bytes, &packet, &size);
    const Allocated<std::uint8_t> owner{bytes};
    if (status != LDNS_STATUS_OK)
        throw Error{Fault::internal, "a DNS message cannot be written: " + reason(status)};
    return {bytes, bytes + size};
}

NativeData native(const Name& name) {
    NativeData data{ldns_dname_new_frm_str(name.absolute_text().c_str())};
    ensure(data != nullptr, "ldns reads a name of ours");
    return data;
}

NativeRecord native(const Record& record) {
    // ldns reads no owner whose escapes make it longer than a name is on the wire.
    const std::string line =
        ". " + std::to_string(record.ttl.count()) + " IN " + to_string(record.type) + " " + record.value;
    ldns_rr* rr = nullptr;
    const ldns_status status = ldns_rr_new_frm_str(&rr, line.c_str(), 0, nullptr, nullptr);
    NativeRecord result{rr};
    if (status != LDNS_STATUS_OK || !result) throw Error{Fault::invalid, reason(status)};
    ldns_rdf_deep_free(ldns_rr_owner(rr));
    ldns_rr_set_owner(rr, native(record.name).release());
    return result;
}

Name name_of(const ldns_rdf& name) {
    return Name::from_wire({ldns_rdf_data(&name), ldns_rdf_size(&name)});
}

Record record_of(const ldns_rr& record) {
    Record result{.name = name_of(*ldns_rr_owner(&record)),
                  .type = static_cast<RecordType>(ldns_rr_get_type(&record)),
                  .ttl = std::chrono::seconds{ldns_rr_ttl(&record)},
                  .value = {}};
    for (std::size_t at = 0; at < ldns_rr_rd_count(&record); ++at) {
        if (at > 0) result.value += ' ';
        result.value += text_of(*ldns_rr_rdf(&record, at));
    }
    return result;
}

}  // namespace certwright::dns
