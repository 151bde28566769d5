#pragma once

#include "crypto/native_key.hpp"

namespace certwright::crypto {

/// The key, when it is of a kind that KeyPair promises, its numbers have the sizes that such keys have,
/// and its private part makes signatures that its public part verifies: a file may claim any public key.
/// Points of EC are uncompressed afterwards. Throws Fault::invalid.
NativeKey sound(NativeKey key);

}  // namespace certwright::crypto
