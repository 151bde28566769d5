#pragma once

#include "base/error.hpp"
#include "x509/bundle/material.hpp"
#include "x509/bundle/passwords.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::x509 {

/// What the readers of the several formats bring in: each piece is looked at, and what is not good is told as
/// a flaw.
class Intake {
  public:
    explicit Intake(Passwords passwords) : passwords_(std::move(passwords)) {}

    Passwords& passwords() noexcept { return passwords_; }

    void add_certificate(BytesView der, Origin origin);
    void add_request(BytesView der, Origin origin);
    /// A private key that is not encrypted, in DER.
    void add_key(BytesView der, Origin origin);
    /// An EncryptedPrivateKeyInfo.
    void add_encrypted_key(BytesView der, Origin origin);
    void add_flaw(std::string place, std::string problem, std::string hint = {});
    void add_flaw(std::string place, const Error& error);

    /// Whether there was more than a file may hold, and the rest need not be looked at.
    bool full() const noexcept { return overflow_.has_value(); }
    /// Throws Fault::invalid when there was more than a file may hold.
    Material finish();

  private:
    bool has_room(std::size_t found, std::size_t limit, std::string_view things);

    Passwords passwords_;
    Material material_;
    std::optional<Error> overflow_;
};

}  // namespace certwright::x509
