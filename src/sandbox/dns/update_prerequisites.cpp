#include "sandbox/dns/update_prerequisites.hpp"

#include "dns/ldns.hpp"

#include <map>
#include <set>
#include <utility>

namespace certwright::sandbox {
namespace {

using dns::RecordType;

/// The sets that have to be there with exactly these values (RFC 2136 section 3.2.3).
using WantedSets = std::map<std::pair<dns::Name, RecordType>, std::set<std::string>>;

/// Of a prerequisite without a value.
std::optional<Rcode> unmet_presence(const Zone& zone, const dns::Name& name, RecordType type, bool wanted) {
    if (type == any_type) {
        const bool is_there = zone.at(name) != nullptr;
        if (is_there == wanted) return std::nullopt;
        return wanted ? Rcode::no_such_name : Rcode::name_exists;
    }
    const bool is_there = zone.find(name, type) != nullptr;
    if (is_there == wanted) return std::nullopt;
    return wanted ? Rcode::no_such_set : Rcode::set_exists;
}

std::optional<Rcode> unmet(const Zone& zone, const ldns_rr& prerequisite, WantedSets& sets) {
    if (ldns_rr_ttl(&prerequisite) != 0) return Rcode::format_error;
    const dns::Name name = dns::name_of(*ldns_rr_owner(&prerequisite));
    const auto type = static_cast<RecordType>(ldns_rr_get_type(&prerequisite));
    if (!name.is_at_or_below(zone.origin())) return Rcode::not_in_zone;
    const bool has_value = ldns_rr_rd_count(&prerequisite) > 0;
    switch (ldns_rr_get_class(&prerequisite)) {
        case LDNS_RR_CLASS_ANY:
            if (has_value) return Rcode::format_error;
            return unmet_presence(zone, name, type, /*wanted=*/true);
        case LDNS_RR_CLASS_NONE:
            if (has_value) return Rcode::format_error;
            return unmet_presence(zone, name, type, /*wanted=*/false);
        case LDNS_RR_CLASS_IN:
            if (!has_value) return Rcode::format_error;
            sets[{name, type}].insert(dns::record_of(prerequisite).value);
            return std::nullopt;
        default:
            return Rcode::format_error;
    }
}

bool has_exactly(const Zone& zone, const dns::Name& name, RecordType type,
                 const std::set<std::string>& values) {
    const RecordSet* const there = zone.find(name, type);
    return there != nullptr && std::set<std::string>{there->values.begin(), there->values.end()} == values;
}

}  // namespace

std::optional<Rcode> unmet_prerequisite(const Zone& zone, const ldns_rr_list& prerequisites) {
    WantedSets sets;
    for (std::size_t at = 0; at < ldns_rr_list_rr_count(&prerequisites); ++at)
        if (const auto code = unmet(zone, *ldns_rr_list_rr(&prerequisites, at), sets)) return code;
    for (const auto& [key, values] : sets)
        if (!has_exactly(zone, key.first, key.second, values)) return Rcode::no_such_set;
    return std::nullopt;
}

}  // namespace certwright::sandbox
