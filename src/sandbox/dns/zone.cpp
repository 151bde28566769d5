#include "sandbox/dns/zone.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "sandbox/dns/zone_value.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

using dns::RecordType;

/// RFC 2181 section 8.
constexpr std::chrono::seconds longest_ttl{0x7fffffff};

Error refusal(const dns::Name& name, RecordType type, std::string_view why) {
    return {Fault::invalid, "no record of type " + dns::to_string(type) + " can be put at " +
                                in_quotes(name.text()) + ": " + std::string{why}};
}

void refuse_twins(const dns::Name& name, RecordType type, const std::vector<std::string>& values) {
    for (auto at = values.begin(); at != values.end(); ++at)
        if (std::find(values.begin(), at, *at) != at)
            throw refusal(name, type, "the value " + in_quotes(*at) + " is given twice");
}

}  // namespace

void Zone::put(const dns::Name& name, RecordType type, const RecordSet& set) {
    RecordSet written{set.ttl, {}};
    for (const std::string& value : set.values) written.values.push_back(zone_value(type, value));
    put_written(name, type, std::move(written));
}

void Zone::put_written(const dns::Name& name, RecordType type, RecordSet set) {
    const bool is_single = type == RecordType::cname || type == RecordType::soa;
    if (!name.is_at_or_below(origin_)) throw refusal(name, type, "it is outside of the zone");
    if (type == RecordType::cname && name == origin_) throw refusal(name, type, "it is the zone's origin");
    if (type == RecordType::soa && name != origin_) throw refusal(name, type, "it is not the zone's origin");
    if (set.values.empty()) throw refusal(name, type, "there is no value");
    if (is_single && set.values.size() > 1) throw refusal(name, type, "there is more than one value");
    if (set.ttl < std::chrono::seconds{0} || set.ttl > longest_ttl)
        throw refusal(name, type, "the time to live is not from 0 to 2147483647 seconds");
    refuse_twins(name, type, set.values);
    nodes_[name][type] = std::move(set);
}

bool Zone::remove(const dns::Name& name, RecordType type) {
    const auto node = nodes_.find(name);
    if (node == nodes_.end() || node->second.erase(type) == 0) return false;
    if (node->second.empty()) nodes_.erase(node);
    return true;
}

const Zone::Node* Zone::at(const dns::Name& name) const {
    const auto node = nodes_.find(name);
    return node == nodes_.end() ? nullptr : &node->second;
}

const RecordSet* Zone::find(const dns::Name& name, RecordType type) const {
    const Node* const node = at(name);
    if (!node) return nullptr;
    const auto set = node->find(type);
    return set == node->end() ? nullptr : &set->second;
}

bool Zone::exists(const dns::Name& name) const {
    const auto next = nodes_.lower_bound(name);
    return next != nodes_.end() && next->first.is_at_or_below(name);
}

}  // namespace certwright::sandbox
