#include "sandbox/dns/zone_update.hpp"

#include "base/error.hpp"
#include "dns/ldns.hpp"
#include "sandbox/dns/update_prerequisites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace certwright::sandbox {
namespace {

using dns::RecordType;

/// TKEY, TSIG, IXFR, AXFR, MAILB, MAILA: no record of a zone (RFC 6895 section 3.1). ANY is 255.
bool is_meta(RecordType type) {
    const auto number = static_cast<std::uint16_t>(type);
    return number >= 249 && number < 255;
}

/// RFC 2136 section 3.4.1.
std::optional<Rcode> objection_to(const Zone& zone, const ldns_rr& change) {
    const auto type = static_cast<RecordType>(ldns_rr_get_type(&change));
    if (!dns::name_of(*ldns_rr_owner(&change)).is_at_or_below(zone.origin())) return Rcode::not_in_zone;
    const bool has_value = ldns_rr_rd_count(&change) > 0;
    switch (ldns_rr_get_class(&change)) {
        case LDNS_RR_CLASS_IN:
            return is_meta(type) || type == any_type || !has_value ? std::optional{Rcode::format_error}
                                                                   : std::nullopt;
        case LDNS_RR_CLASS_ANY:
            return ldns_rr_ttl(&change) != 0 || has_value || is_meta(type)
                       ? std::optional{Rcode::format_error}
                       : std::nullopt;
        case LDNS_RR_CLASS_NONE:
            return ldns_rr_ttl(&change) != 0 || is_meta(type) || type == any_type
                       ? std::optional{Rcode::format_error}
                       : std::nullopt;
        default:
            return Rcode::format_error;
    }
}

/// What stands at the origin whatever is asked (RFC 2136 section 3.4.2.3).
bool is_fixed(const Zone& zone, const dns::Name& name, RecordType type) {
    return name == zone.origin() && (type == RecordType::soa || type == RecordType::ns);
}

/// RFC 2136 section 3.4.2.2: an alias stands alone, and neither is put beside the other.
void add_record(Zone& zone, const dns::Record& record) {
    if (record.type == RecordType::soa) return;
    const Zone::Node* const node = zone.at(record.name);
    const bool has_alias = node != nullptr && node->contains(RecordType::cname);
    const bool is_alias = record.type == RecordType::cname;
    if (is_alias ? (node != nullptr && !has_alias) || record.name == zone.origin() : has_alias) return;
    RecordSet set{record.ttl, {}};
    if (const RecordSet* const there = zone.find(record.name, record.type); there != nullptr && !is_alias)
        set.values = there->values;
    if (std::find(set.values.begin(), set.values.end(), record.value) == set.values.end())
        set.values.push_back(record.value);
    zone.put_written(record.name, record.type, set);
}

void delete_sets(Zone& zone, const dns::Name& name, RecordType type) {
    const Zone::Node* const node = zone.at(name);
    if (node == nullptr) return;
    std::vector<RecordType> doomed;
    for (const auto& [there, set] : *node)
        if ((type == any_type || there == type) && !is_fixed(zone, name, there)) doomed.push_back(there);
    for (const RecordType each : doomed) zone.remove(name, each);
}

/// RFC 2136 section 3.4.2.4.
void delete_record(Zone& zone, const dns::Record& record) {
    const RecordSet* const there = zone.find(record.name, record.type);
    if (there == nullptr || record.type == RecordType::soa) return;
    RecordSet set = *there;
    std::erase(set.values, record.value);
    if (set.values.size() == there->values.size()) return;
    if (!set.values.empty()) {
        zone.put_written(record.name, record.type, set);
    } else if (!is_fixed(zone, record.name, record.type)) {
        zone.remove(record.name, record.type);
    }
}

void apply(Zone& zone, const ldns_rr& change) {
    if (ldns_rr_get_class(&change) == LDNS_RR_CLASS_ANY)
        return delete_sets(zone, dns::name_of(*ldns_rr_owner(&change)),
                           static_cast<RecordType>(ldns_rr_get_type(&change)));
    const dns::Record record = dns::record_of(change);
    if (ldns_rr_get_class(&change) == LDNS_RR_CLASS_NONE) return delete_record(zone, record);
    add_record(zone, record);
}

/// RFC 2136 section 3.6. 0 is not a serial number for those who compare (RFC 1982 knows none that is
/// special).
void raise_serial(Zone& zone) {
    const RecordSet* const soa = zone.find(zone.origin(), RecordType::soa);
    if (soa == nullptr) return;
    auto words = dns::words(soa->values.front());
    ensure(words.size() == 7, "an SOA record has seven words");
    const auto serial = static_cast<std::uint32_t>(std::stoull(words[2])) + 1;
    words[2] = std::to_string(serial == 0 ? 1 : serial);
    zone.put_written(zone.origin(), RecordType::soa, {soa->ttl, {fmt::format("{}", fmt::join(words, " "))}});
}

}  // namespace

Rcode update_zone(Zone& zone, const ldns_pkt& message) {
    const ldns_rr_list* const prerequisites = ldns_pkt_answer(&message);
    const ldns_rr_list* const changes = ldns_pkt_authority(&message);
    if (const auto unmet = unmet_prerequisite(zone, *prerequisites)) return *unmet;
    for (std::size_t at = 0; at < ldns_rr_list_rr_count(changes); ++at)
        if (const auto objection = objection_to(zone, *ldns_rr_list_rr(changes, at))) return *objection;
    Zone changed = zone;
    for (std::size_t at = 0; at < ldns_rr_list_rr_count(changes); ++at)
        apply(changed, *ldns_rr_list_rr(changes, at));
    if (changed == zone) return Rcode::no_error;
    raise_serial(changed);
    zone = std::move(changed);
    return Rcode::no_error;
}

}  // namespace certwright::sandbox
