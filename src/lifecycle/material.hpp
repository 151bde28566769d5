#pragma once

#include "lifecycle/deployment/content.hpp"
#include "lifecycle/private_keys.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate and its chain as they are sent, without the key.
struct Material {
    std::string certificate, chain;  ///< PEM
    Content content;
};

/// Of a certificate that the repository has kept, with the chain from its issuer on. Throws Fault::not_found.
Material read_material(store::Connection& connection, const PrivateKeys& keys,
                       const std::string& fingerprint_sha256, const std::vector<std::string>& issuers);

}  // namespace certwright::lifecycle
