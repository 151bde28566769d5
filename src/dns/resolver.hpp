#pragma once

#include "dns/record.hpp"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::dns {

enum class LookupStatus {
    answered,
    no_such_name,    ///< the name, or the one at the end of its chain, does not exist
    no_data,         ///< it exists, without a record of the type
    servers_failed,  ///< no server gave an answer that can be used
    timed_out,       ///< no server answered at all
    cancelled,
};
std::string_view to_string(LookupStatus status);

/// What came of a look-up.
struct Lookup {
    LookupStatus status;
    std::vector<Record> records;  ///< of the type that was asked for; all at one name
    std::vector<Record> chain;    ///< the CNAME records that led from the name to theirs, in order
    std::string detail;           ///< one line for people; empty when it was answered
};

/// Port: asks the DNS for the records of one type at one name. No search domains, no hosts file, no memory of
/// earlier answers. CNAME records are followed unless they are what is asked for. Thread-safe; blocks its
/// caller until the answer, the time-out or `stop`.
class Resolver {
  public:
    virtual ~Resolver() = default;
    virtual Lookup lookup(const Name& name, RecordType type, std::stop_token stop) = 0;
};

}  // namespace certwright::dns
