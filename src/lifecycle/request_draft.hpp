#pragma once

#include "lifecycle/making/description.hpp"
#include "lifecycle/repository.hpp"

#include <optional>
#include <string>

namespace certwright::lifecycle {

/// A request that somebody wants.
struct RequestWish {
    std::string name;  ///< of the certificate it is for: one that is there, or a new one
    std::string like;  ///< id or name of the certificate it is modelled on; that of the name when empty
    Description description;  ///< what is empty comes from the model
    std::optional<crypto::KeyAlgorithm> key_algorithm;
    bool with_same_key = false;  ///< the model's
};

/// All that is needed to write it, but for a key that has to be made.
struct RequestDraft {
    std::string name;
    std::optional<CertificateId> certificate;  ///< whose next version it asks for
    x509::RequestTemplate described;
    crypto::KeyAlgorithm key_algorithm = crypto::KeyAlgorithm::ec_prime256v1;
    std::optional<crypto::KeyPair> key;  ///< the model's; absent for a new one
};

/// Throws Fault::not_found for a model that is not there or has no key to share, and Fault::invalid for what
/// cannot be asked for.
RequestDraft draft_request(store::Connection& connection, const Repository& repository,
                           const PrivateKeys& keys, const RequestWish& wish);

}  // namespace certwright::lifecycle
