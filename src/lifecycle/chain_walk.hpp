#pragma once

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "x509/certificate.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// Longer ones are nobody's: the public ones have four at most.
inline constexpr std::size_t longest_chain = 10;
/// Issuers that are fetched for one chain, each named by the one before it.
inline constexpr std::size_t most_fetches = 4;

/// Where issuers are looked for. Whatever either gives is checked before it is used.
struct IssuerSources {
    /// Certificates with that subject that are here already.
    std::function<std::vector<Bytes>(const std::string& name)> known;
    /// Certificates behind a caIssuers URL (RFC 5280 section 4.2.2.1). Throws Error when there are none to be
    /// had. Empty where nothing is fetched.
    std::function<std::vector<Bytes>(const std::string& url)> fetched;
};

struct FetchedIssuer {
    Bytes der;
    std::string url;
};

/// How far a chain can be followed.
struct WalkedChain {
    std::vector<Bytes> issuers;  ///< those that were given first, each certifying the one before it
    bool reaches_root = false;
    std::vector<FetchedIssuer> fetched;  ///< of the issuers, those that were not here
    std::optional<Error> problem;        ///< why it does not go on to a root
};

/// Follows the chain of `leaf` from the end of `given` towards its root. The repository comes first, then
/// what the certificates themselves say where to look. An issuer is an authority whose name and key made the
/// signature; of several the one that ends latest.
WalkedChain walk_chain(BytesView leaf, std::vector<Bytes> given, const IssuerSources& sources);

}  // namespace certwright::lifecycle
