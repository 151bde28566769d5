#pragma once

#include "base/bytes.hpp"
#include "sandbox/dns/answer.hpp"

#include <functional>
#include <optional>

namespace certwright::sandbox {

enum class DnsTransport { udp, tcp };

/// The message that goes back for one that came (RFC 1035 section 4); absent where an answer could start a
/// conversation between two servers. What `answer_to` throws is logged and becomes SERVFAIL. By UDP, at most
/// what the client says it takes (EDNS, RFC 6891) and 1232 bytes; a larger answer comes empty and truncated,
/// so that the client asks by TCP. No zone transfers, updates or DNSSEC.
std::optional<Bytes> dns_reply(BytesView message, DnsTransport transport,
                               const std::function<Answer(const Question&)>& answer_to);

}  // namespace certwright::sandbox
