#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace certwright::vault {

struct WrappedKey {
    std::string master_key_id;  ///< which master key wrapped it
    Bytes bytes;
};

/// Port: wraps and unwraps data keys with a master key that stays outside the database (a file or a
/// passphrase now, AWS KMS later). During a rotation it knows several master keys and wraps with the
/// newest. Throws Fault::internal when a key does not unwrap, Fault::not_found when the master key is
/// unknown. Thread-safe.
class KeyWrapper {
  public:
    virtual ~KeyWrapper() = default;
    virtual WrappedKey wrap(const Secret& data_key, std::string_view associated_data) = 0;
    virtual Secret unwrap(const WrappedKey& wrapped, std::string_view associated_data) = 0;
    virtual bool knows(std::string_view master_key_id) const = 0;
    /// The master key that wrap() uses now.
    virtual std::string current_master_key_id() const = 0;
};

}  // namespace certwright::vault
