#pragma once

#include "base/secret.hpp"
#include "crypto/argon2id.hpp"

#include <string>

namespace certwright::crypto {

/// Hashes a password with a fresh salt into a PHC string: "$argon2id$v=19$m=65536,t=3,p=1$salt$hash".
std::string hash_password(const Secret& password, const Argon2Cost& cost = {});

/// Whether that is the password, whatever cost the PHC string was made with. Throws Fault::internal for
/// a string that is not an Argon2id hash.
bool verify_password(const Secret& password, const std::string& phc);

/// Whether a hash was made with another cost than today's, so that the next sign-in should replace it.
bool needs_rehash(const std::string& phc, const Argon2Cost& cost = {});

}  // namespace certwright::crypto
