#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "crypto/key_pair.hpp"

#include <string>
#include <vector>

namespace certwright::x509 {

/// Casts certificates by the tens of thousands: all get what one of them has that sign_certificate made, but
/// for serial number, validity and names. That costs little more than the signature. Thread-safe.
class Mould {
  public:
    /// `pattern` is a certificate in DER that `issuer` signed with SHA-256 and that has DNS names; the key
    /// outlives the mould. Throws Fault::invalid.
    Mould(BytesView pattern, const crypto::KeyPair& issuer);

    /// The serial number is written in octets, the first of them from 1 to 127. The first of the DNS names
    /// becomes the common name, alone. What they say is not checked: they come from the program itself.
    Bytes cast(BytesView serial, const std::vector<std::string>& names, Time not_before,
               Time not_after) const;

  private:
    Bytes version_, algorithm_, issuer_name_, public_key_;
    Bytes before_names_, after_names_;  ///< the other extensions
    const crypto::KeyPair& issuer_;
};

}  // namespace certwright::x509
