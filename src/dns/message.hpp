#pragma once

#include "dns/record.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace certwright::dns {

/// The size of answer that every path takes unfragmented; what is larger comes over TCP (RFC 9715
/// section 3.1).
inline constexpr std::uint16_t datagram_size = 1232;

/// A question of class IN to a server that looks up for others, with EDNS (RFC 6891). `id` should not be
/// guessable (RFC 5452 section 9.2).
Bytes write_question(const Name& name, RecordType type, std::uint16_t id);

/// What one message says to a question.
struct Response {
    enum class Kind {
        answered,
        no_such_name,  ///< the name at the end of the chain does not exist
        no_data,       ///< it exists, without a record of the type
        unfinished,    ///< the chain's end lies beyond what the server knows: it has to be asked for
        unusable,      ///< the server failed, or will not answer; `problem` says it
    };
    Kind kind;
    std::vector<Record> records;  ///< of the type, at the end of the chain
    std::vector<Record> chain;    ///< the CNAME records from the name to where the records are, in order
    std::string problem;          ///< what the server did: "answered SERVFAIL"
};

/// Reads an answer to `name` and `type` as RFC 1034 section 5.3.3 and RFC 2308 section 2 say. Asked for CNAME
/// itself, it follows none. What the bytes are is the outcome: it throws nothing.
Response read_response(BytesView message, const Name& name, RecordType type);

/// As many CNAME records are followed before a chain counts as endless.
inline constexpr std::size_t longest_chain = 16;

}  // namespace certwright::dns
