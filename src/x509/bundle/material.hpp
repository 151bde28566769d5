#pragma once

#include "base/bytes.hpp"
#include "crypto/key_pair.hpp"

#include <string>
#include <vector>

namespace certwright::x509 {

/// Where something stood, and what it was called there.
struct Origin {
    std::string place;  ///< `shop.p12, entry "web"`, `bundle.pem, block 3`
    std::string alias;  ///< the friendly name or alias; empty when it has none
};

struct FoundCertificate {
    Bytes der;  ///< seen to be one that parse_der takes
    Origin origin;
};

struct FoundKey {
    crypto::KeyPair key;
    Origin origin;
};

struct FoundRequest {
    Bytes der;  ///< seen to be one that parse_request takes
    Origin origin;
};

/// What could not be used, and why. Not an exception: the rest may be good.
struct Flaw {
    std::string place;
    std::string problem;
    std::string hint;  ///< may be empty
};

/// What files held, in their order.
struct Material {
    std::vector<FoundCertificate> certificates;
    std::vector<FoundKey> keys;
    std::vector<FoundRequest> requests;
    std::vector<Flaw> flaws;

    /// Nothing that could be used; there may be flaws.
    bool empty() const { return certificates.empty() && keys.empty() && requests.empty(); }
    /// Takes over what another file held.
    void add(Material other);
};

}  // namespace certwright::x509
