#include "sandbox/dns/answer.hpp"

#include "dns/message.hpp"

#include <algorithm>
#include <optional>

namespace certwright::sandbox {
namespace {

using dns::Name;
using dns::RecordType;

void add(std::vector<dns::Record>& section, const Name& owner, RecordType type, const RecordSet& set) {
    for (const std::string& value : set.values)
        section.push_back({.name = owner, .type = type, .ttl = set.ttl, .value = value});
}

Name target(const RecordSet& set) {
    return Name::parse(set.values.front());
}

/// The zone that is responsible: the nearest one above. A DS record stands at the name of a zone, but in the
/// zone above it, if that is here too (RFC 4035 section 3.1.4.1).
const Zone* responsible(std::span<const Zone> zones, const Question& question) {
    const auto rank = [&](const Zone& zone) -> std::size_t {
        const bool is_child = question.type == RecordType::ds && question.name == zone.origin();
        return is_child ? 0 : 1 + zone.origin().depth();
    };
    const Zone* best = nullptr;
    for (const Zone& zone : zones) {
        if (!question.name.is_at_or_below(zone.origin())) continue;
        if (!best || rank(zone) > rank(*best)) best = &zone;
    }
    return best;
}

/// The name at or above `name` where the zone hands its tree over to other servers. DS records stand on this
/// side of the cut (RFC 4035 section 3.1.4.1).
std::optional<Name> delegation(const Zone& zone, const Question& question) {
    for (std::size_t depth = zone.origin().depth() + 1; depth <= question.name.depth(); ++depth) {
        Name cut = question.name.ancestor(depth);
        if (!zone.find(cut, RecordType::ns)) continue;
        if (question.type == RecordType::ds && cut == question.name) return std::nullopt;
        return cut;
    }
    return std::nullopt;
}

/// RFC 1034 section 4.3.2, step 3b.
void refer(const Zone& zone, const Name& cut, Answer& result) {
    const RecordSet& servers = *zone.find(cut, RecordType::ns);
    add(result.authority, cut, RecordType::ns, servers);
    for (const std::string& server : servers.values) {
        const Name name = Name::parse(server);
        if (!name.is_at_or_below(cut)) continue;  // its address can be asked for elsewhere
        for (const RecordType type : {RecordType::a, RecordType::aaaa}) {
            if (const RecordSet* const addresses = zone.find(name, type))
                add(result.additional, name, type, *addresses);
        }
    }
}

/// The zone's SOA record, which tells how long the absence may be remembered (RFC 2308 section 3).
void add_soa(const Zone& zone, Answer& result) {
    const RecordSet* const soa = zone.find(zone.origin(), RecordType::soa);
    if (!soa) return;
    const std::chrono::seconds minimum{std::stoll(dns::words(soa->values.front()).back())};
    add(result.authority, zone.origin(), RecordType::soa, {std::min(soa->ttl, minimum), soa->values});
}

/// The name whose records answer for `name`: itself, or the wildcard that stands for it (RFC 4592
/// section 3.3.1).
std::optional<Name> source_of(const Zone& zone, const Name& name) {
    if (zone.exists(name) || name == zone.origin()) return name;
    Name encloser = name.parent();
    while (!zone.exists(encloser) && encloser != zone.origin()) encloser = encloser.parent();
    Name wildcard = encloser.wildcard();
    if (!zone.exists(wildcard)) return std::nullopt;
    return wildcard;
}

/// Adds what there is at `source` as if it were at the question's name; the alias's target when the search
/// goes on.
std::optional<Name> take(const Zone& zone, const Name& source, const Question& question, Answer& result) {
    const bool wants_alias = question.type == RecordType::cname || question.type == any_type;
    if (const RecordSet* const alias = zone.find(source, RecordType::cname); alias && !wants_alias) {
        add(result.answers, question.name, RecordType::cname, *alias);
        return target(*alias);
    }
    const std::size_t before = result.answers.size();
    if (const Zone::Node* const node = zone.at(source)) {
        for (const auto& [type, set] : *node) {
            if (type == question.type || question.type == any_type)
                add(result.answers, question.name, type, set);
        }
    }
    if (result.answers.size() == before) add_soa(zone, result);
    return std::nullopt;
}

/// Adds what one zone says; the alias's target when the search goes on.
std::optional<Name> look_into(const Zone& zone, const Question& question, Answer& result) {
    if (const auto cut = delegation(zone, question)) {
        refer(zone, *cut, result);
        return std::nullopt;
    }
    if (result.answers.empty())
        result.authoritative = true;  // it is about the first name (RFC 6604 section 2.1)
    if (const auto source = source_of(zone, question.name)) return take(zone, *source, question, result);
    result.code = Rcode::no_such_name;
    add_soa(zone, result);
    return std::nullopt;
}

bool is_owner(const std::vector<dns::Record>& records, const Name& name) {
    return std::any_of(records.begin(), records.end(),
                       [&](const dns::Record& record) { return record.name == name; });
}

}  // namespace

Answer answer(std::span<const Zone> zones, const Question& question) {
    Answer result;
    const Zone* const zone = responsible(zones, question);
    if (!zone) {
        result.code = Rcode::refused;
        return result;
    }
    Question step = question;
    // The client asks for what lies in another zone, as if that were another server's.
    while (responsible(zones, step) == zone) {
        const auto next = look_into(*zone, step, result);
        if (!next.has_value()) break;
        step.name = next.value();
        if (is_owner(result.answers, step.name) || result.answers.size() == dns::longest_chain) {
            result.code = Rcode::server_failure;
            break;
        }
    }
    return result;
}

}  // namespace certwright::sandbox
