#include "lifecycle/incomplete_chains.hpp"

#include "base/json.hpp"
#include "lifecycle/known_issuers.hpp"

#include <algorithm>

namespace certwright::lifecycle {

constexpr std::string_view select_own_chains =
    "SELECT chain, reaches_root FROM certificate_versions WHERE fingerprint_sha256 = $1";

Above above(store::Connection& connection, const x509::Certificate& authority) {
    Above found{authority.subject, 0};
    connection.query(select_own_chains, {authority.fingerprint_sha256}, [&](const store::Row& row) {
        const std::size_t issuers = json::parse_texts(row.text(0), "a stored chain").size();
        const std::size_t roots = issuers > 0 && row.boolean(1) ? 1 : 0;
        found.intermediates = std::max(found.intermediates, issuers - roots);
    });
    return found;
}

// A chain is JSON: an array of texts of one length, so that its own length tells how many they are.
constexpr std::string_view select_incomplete = R"(
    SELECT v.certificate, v.fingerprint_sha256, v.chain FROM certificate_versions v
    WHERE v.is_current AND substr(v.issuer, 1, 200) = $1 AND v.certificate > $2
        AND NOT v.reaches_root AND NOT v.is_self_signed AND v.origin <> 'aws' AND length(v.chain) <= $3
    ORDER BY v.certificate LIMIT $4)";
/// `["…"]`, where a fingerprint has 64 digits and each but the first a comma before it.
constexpr std::size_t longest_chain_of(std::size_t issuers) {
    return issuers == 0 ? 2 : 1 + issuers * 67;
}

std::vector<IncompleteChain> incomplete_chains(store::Connection& connection, const Above& above,
                                               const CertificateId& after, std::size_t limit) {
    return connection.list(
        select_incomplete,
        {subject_key(above.subject), after, static_cast<std::int64_t>(longest_chain_of(above.intermediates)),
         static_cast<std::int64_t>(limit)},
        [](const store::Row& row) {
            return IncompleteChain{row.id<CertificateId>(0), row.text(1),
                                   json::parse_texts(row.text(2), "a stored chain")};
        });
}

}  // namespace certwright::lifecycle
