#include "lifecycle/revoked_authority.hpp"

#include "base/utf8.hpp"
#include "x509/certificate.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

std::optional<Refusal> why_revoked(store::Connection& connection, const IssuedCertificates& issued,
                                   const Authority& authority) {
    for (const Bytes& der : authority.chain) {
        const x509::Certificate link = x509::parse_der(der);
        // The key first: against that no new certificate for it helps.
        if (const auto known = issued.compromised(connection, link.spki_sha256))
            return Refusal{
                "authority_key_compromised",
                fmt::format("the key of the authority {} is known to others: {} was revoked with {}",
                            in_quotes(link.subject), known->serial, to_string(*known->reason)),
                "renew the authority with a new key, or take another one"};
        const auto known = issued.find(connection, link.fingerprint_sha256);
        if (known && known->revoked_at)
            return Refusal{"authority_revoked",
                           fmt::format("the authority {} was revoked at {}", in_quotes(link.subject),
                                       format_rfc3339(*known->revoked_at)),
                           "renew the authority, or take another one"};
    }
    return std::nullopt;
}

}  // namespace certwright::lifecycle
