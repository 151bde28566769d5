#pragma once

#include "lifecycle/authority.hpp"
#include "lifecycle/issuer_key.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>

namespace certwright::lifecycle {

/// A revocation list (RFC 5280 section 5) as it was made.
struct RevocationList {
    std::int64_t number = 0;
    Time this_update, next_update;
    std::int64_t revoked = 0;  ///< how many certificates are on it
    std::string pem;
};

/// The revocation lists of the repository's authorities, one row of numbers for each issuer; the latest is
/// kept, and what is revoked, from which any could be told.
class RevocationLists {
  public:
    RevocationLists(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Signs the next one. Throws Fault::invalid when the authority may not.
    RevocationList make(store::Transaction& transaction, const Authority& authority,
                        const inventory::Actor& actor);
    /// The latest; nothing when there is none, or when it is time for the next.
    std::optional<RevocationList> fresh(store::Connection& connection, const IssuerKey& issuer) const;

  private:
    std::optional<RevocationList> latest(store::Connection& connection, const IssuerKey& issuer) const;

    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
