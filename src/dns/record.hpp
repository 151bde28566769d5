#pragma once

#include "dns/name.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::dns {

/// Types of records, by their numbers in IANA's registry. A message may carry any other number too.
enum class RecordType : std::uint16_t {
    a = 1,
    ns = 2,
    cname = 5,
    soa = 6,
    ptr = 12,
    mx = 15,
    txt = 16,
    aaaa = 28,
    srv = 33,
    naptr = 35,
    ds = 43,
    sshfp = 44,
    tlsa = 52,
    svcb = 64,
    https = 65,
    spf = 99,
    caa = 257,
};

/// "CNAME"; "TYPE1234" where we have no word for it (RFC 3597 section 5).
std::string to_string(RecordType type);
/// Without regard to case; absent for what is not in the list above.
std::optional<RecordType> record_type(std::string_view text);

/// One record of class IN.
struct Record {
    Name name;
    RecordType type;
    std::chrono::seconds ttl;
    std::string value;  ///< as zone files write it, names absolute (RFC 1035 section 5.1, RFC 3597 section 5)

    bool operator==(const Record&) const = default;
};

/// The words of a value, out of their quotes and escapes: one for each character-string of a TXT record,
/// flags, tag and value of a CAA record. Throws Fault::invalid for quotes that do not close and broken
/// escapes.
std::vector<std::string> words(std::string_view value);

/// The bytes of a TXT record, its strings joined (RFC 7208 section 3.3 says it for all of them).
std::string joined_text(const Record& record);
/// Where a CNAME, NS or PTR record leads.
Name target(const Record& record);

}  // namespace certwright::dns
