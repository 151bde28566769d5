#pragma once

#include "base/secret.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace certwright::x509 {

/// Hashing or decrypting so many bytes takes about as long as an iteration of PBKDF2.
inline constexpr std::int64_t bytes_per_iteration = 128;

/// The passwords that may open a file, tried one after the other; no password and the empty one, which differ
/// in PKCS#12, among them. Keeps count of the work, because files say themselves how often a password is to
/// be hashed, and for how many keys.
class Passwords {
  public:
    using Candidate = std::optional<std::string_view>;

    /// `work`: how many iterations of PBKDF2 all attempts together may take. Throws Fault::invalid for more
    /// than 32 passwords, and for one of more than 1024 bytes.
    Passwords(const std::vector<Secret>& given, std::int64_t work);

    /// How many the caller gave.
    std::size_t given() const noexcept { return given_; }

    /// What `open` makes of the first candidate for which that is something; each attempt costs so many
    /// iterations. The password that opened something is the first for what comes next. Throws
    /// Fault::invalid when it gets too much.
    template <class Open>
    auto first(std::int64_t iterations, Open open) -> decltype(open(Candidate{})) {
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            spend(iterations);
            if (auto opened = open(view(i))) {
                prefer(i);
                return opened;
            }
        }
        return {};
    }

    /// "none of the 2 passwords given opens it", to be a Flaw's problem or an Error's message.
    std::string refusal() const;
    /// What to do about that; `sealed` is what they are to open: "the key".
    std::string hint(std::string_view sealed) const;

  private:
    Candidate view(std::size_t index) const;
    void spend(std::int64_t iterations);
    void prefer(std::size_t index);

    std::vector<std::optional<Secret>> candidates_;
    std::size_t given_;
    std::int64_t left_;
};

}  // namespace certwright::x509
