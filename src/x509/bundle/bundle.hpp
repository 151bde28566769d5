#pragma once

#include "x509/bundle/material.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace certwright::x509 {

/// One certificate with what belongs to it.
struct Bundle {
    FoundCertificate leaf;
    std::vector<Bytes> issuers;      ///< as Chain::issuers
    bool reaches_root = false;       ///< the last of them, maybe the leaf itself, is self-signed
    std::optional<std::size_t> key;  ///< in Sorted::keys; two certificates may have the same one
};

struct SortedRequest {
    FoundRequest request;
    std::optional<std::size_t> key;  ///< in Sorted::keys
};

/// What was found, with its parts brought together.
struct Sorted {
    std::vector<Bundle> bundles;
    std::vector<FoundKey> keys;
    std::vector<std::size_t> keys_alone;  ///< those in `keys` that no certificate here has
    std::vector<SortedRequest> requests;
    std::vector<FoundCertificate> authorities_alone;  ///< CA certificates that no bundle needs
    std::vector<Flaw> flaws;
};

/// Brings certificates, chains and keys together, in whatever order and over however many files they came;
/// duplicates once. A bundle is made for a certificate that has a key here, or that issued no other one here
/// and is none of a CA, or of a CA where there are only certificates of CAs. Nothing gets lost. Throws
/// Fault::invalid when too many certificates have one name.
Sorted sort(Material material);

}  // namespace certwright::x509
