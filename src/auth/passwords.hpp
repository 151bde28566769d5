#pragma once

#include "base/secret.hpp"
#include "crypto/argon2id.hpp"

#include <semaphore>
#include <string>
#include <string_view>

namespace certwright::auth {

/// A password that kept the rules when it was chosen, as a hash. Only Passwords makes one.
class HashedPassword {
  public:
    /// PHC string.
    const std::string& phc() const noexcept { return phc_; }

  private:
    friend class Passwords;
    explicit HashedPassword(std::string phc) : phc_(std::move(phc)) {}
    std::string phc_;
};

/// The rules for passwords and their hashing. Hashing takes a fifth of a second and 64 MiB on purpose:
/// do it outside transactions; no more than four run at a time, the others wait. Thread-safe.
class Passwords {
  public:
    explicit Passwords(const crypto::Argon2Cost& cost = {});

    /// 12 to 1024 bytes and not the user's name (whatever its case); no rules of composition, as NIST
    /// SP 800-63B section 5.1.1.2 advises. Throws Fault::invalid naming the field "password".
    HashedPassword choose(std::string_view user_name, const Secret& password);
    /// Whether `password` is the one behind `phc`.
    bool matches(const Secret& password, const std::string& phc);
    /// Takes as long as matches() and is always false: for names that do not exist.
    bool matches_nobody(const Secret& password);
    bool needs_rehash(const std::string& phc) const;
    /// The same password at today's cost, whatever the rules say now.
    HashedPassword rehash(const Secret& password);

  private:
    crypto::Argon2Cost cost_;
    std::counting_semaphore<> slots_;
    std::string nobody_;
};

}  // namespace certwright::auth
