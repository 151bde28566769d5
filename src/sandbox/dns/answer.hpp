#pragma once

#include "sandbox/dns/zone.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace certwright::sandbox {

/// A question of class IN. ANY and what zones never hold are types too, by their numbers.
struct Question {
    dns::Name name;
    dns::RecordType type;
};

inline constexpr auto any_type = static_cast<dns::RecordType>(255);

/// RFC 1035 section 4.1.1, and of updates RFC 2136 section 2.2.
enum class Rcode : std::uint8_t {
    no_error = 0,
    format_error = 1,
    server_failure = 2,
    no_such_name = 3,
    not_implemented = 4,
    refused = 5,
    name_exists = 6,
    set_exists = 7,
    no_such_set = 8,
    not_authorized = 9,
    not_in_zone = 10,
};

struct Answer {
    Rcode code = Rcode::no_error;
    bool authoritative = false;
    std::vector<dns::Record> answers;
    std::vector<dns::Record> authority;
    std::vector<dns::Record> additional;  ///< only the addresses that a delegation needs
};

/// What these zones say to a question, by the algorithm of RFC 1034 section 4.3.2: the nearest zone,
/// delegations, CNAME records followed within the zone, wildcards (RFC 4592), names that exist without
/// records, and the SOA record where something is missing (RFC 2308 section 3). A chain that does not end is
/// a `server_failure`; a name outside of all zones is `refused`. Of two zones with one origin the first
/// counts.
Answer answer(std::span<const Zone> zones, const Question& question);

}  // namespace certwright::sandbox
