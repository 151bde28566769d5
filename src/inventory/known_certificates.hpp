#pragma once

#include "inventory/account.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// What discovery knows of one certificate's contents, and of which list row it is true.
struct KnownCertificate {
    std::string arn;
    std::string row_hash;  ///< hash_of() the row that it was last seen with
    std::string fingerprint_sha256, spki_sha256;
};

/// Those of ACM in the region whose details are complete.
std::vector<KnownCertificate> known_certificates(store::Connection& connection, const AccountId& account,
                                                 const std::string& region);

}  // namespace certwright::inventory
