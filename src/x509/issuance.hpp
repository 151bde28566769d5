#pragma once

#include "base/bytes.hpp"
#include "x509/extensions.hpp"
#include "x509/native.hpp"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace certwright::x509 {

/// Who issued whom among some certificates, each decoded once and each signature verified once. An issuer has
/// the name, the key identifier and the key that the signature tells (RFC 5280 section 6.1; expiry does not
/// matter here).
class Issuance {
  public:
    /// Throws Fault::invalid when one cannot be parsed.
    explicit Issuance(const std::vector<Bytes>& ders);

    struct Path {
        std::vector<std::size_t> issuers;  ///< the nearest first, each certifying the one before it
        bool reaches_root = false;         ///< the last certificate, maybe the first itself, is self-signed
    };

    /// Of several issuers, as with cross-signed or renewed CAs, the one that ends latest wins. Throws
    /// Fault::invalid when too many have one name.
    Path path_of(std::size_t certificate);
    /// For each certificate whether it issued another one; those that are self-signed need no other issuer.
    std::vector<bool> have_issued();
    bool is_issued_by(std::size_t certificate, std::size_t issuer);

  private:
    struct Member {
        Native native;
        KeyIdentifiers identifiers;
    };
    const std::vector<std::size_t>& named_as_issuer_of(std::size_t certificate) const;

    std::vector<Member> members_;
    std::map<unsigned long, std::vector<std::size_t>> by_subject_;  ///< by its hash; who ends latest is first
    std::map<std::pair<std::size_t, std::size_t>, bool> verified_;
};

}  // namespace certwright::x509
