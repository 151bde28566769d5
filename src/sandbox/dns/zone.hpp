#pragma once

#include "dns/record.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::sandbox {

/// The records of one type at one name.
struct RecordSet {
    std::chrono::seconds ttl;
    std::vector<std::string> values;
    bool operator==(const RecordSet&) const = default;
};

/// What an authoritative server knows of one part of the tree: a hosted zone.
class Zone {
  public:
    using Node = std::map<dns::RecordType, RecordSet>;

    /// Of the root.
    Zone() = default;
    explicit Zone(dns::Name origin) : origin_(std::move(origin)) {}
    const dns::Name& origin() const noexcept { return origin_; }

    /// Replaces the set of that name and type. The values come as Route 53 takes them and are kept as zone
    /// files write them. Throws Fault::invalid for a name outside of the zone, a value that its type does not
    /// hold, none, two that are equal, a second SOA or CNAME record, and an alias of the origin. What else is
    /// at the name is the caller's matter.
    void put(const dns::Name& name, dns::RecordType type, const RecordSet& set);
    /// The same for values that zone files would write just so.
    void put_written(const dns::Name& name, dns::RecordType type, RecordSet set);
    /// False when there was none.
    bool remove(const dns::Name& name, dns::RecordType type);

    /// Every name that has records, in the canonical order.
    const std::map<dns::Name, Node>& nodes() const noexcept { return nodes_; }
    /// The sets at a name; absent where there are none.
    const Node* at(const dns::Name& name) const;
    const RecordSet* find(const dns::Name& name, dns::RecordType type) const;
    /// Whether there is anything at the name or below it: a name without records may still exist (RFC 8020).
    bool exists(const dns::Name& name) const;

    bool operator==(const Zone&) const = default;

  private:
    dns::Name origin_;
    std::map<dns::Name, Node> nodes_;  ///< in the canonical order
};

}  // namespace certwright::sandbox
