#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "dns/native.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace certwright::sandbox {

/// A secret that a name server shares with those who may change a zone (RFC 8945).
struct TsigKey {
    std::string name;       ///< a domain name: "certwright-key"
    std::string algorithm;  ///< "hmac-sha256", "hmac-sha1" or "hmac-md5.sig-alg.reg.int"
    std::string secret;     ///< base64
};
BOOST_DESCRIBE_STRUCT(TsigKey, (), (name, algorithm, secret))

/// RFC 8945 section 5.3.
enum class TsigError : std::uint16_t { none = 0, bad_signature = 16, bad_key = 17, bad_time = 18 };

/// Whether `message`, which came as `wire`, is signed by that key (RFC 8945 section 5.2). ldns takes what the
/// signature says of itself; that it names this key, this algorithm and this time is seen to here.
TsigError check_signature(ldns_pkt& message, BytesView wire, const TsigKey& key, Time now);

/// Signs an answer to `query`. Without an error the answer has a signature; with one it only tells the error
/// (RFC 8945 section 5.3.2).
void sign(ldns_pkt& answer, const ldns_pkt& query, const TsigKey& key, TsigError error);

}  // namespace certwright::sandbox
