#include "auth/passwords.hpp"

#include "base/error.hpp"
#include "crypto/password.hpp"

#include <fmt/format.h>
#include <strings.h>

namespace certwright::auth {
namespace {

constexpr std::size_t shortest_password = 12;
constexpr std::size_t longest_password = 1024;
constexpr std::ptrdiff_t most_at_once = 4;

/// Holds one of the places for a hash.
class Slot {
  public:
    explicit Slot(std::counting_semaphore<>& slots) : slots_(slots) { slots_.acquire(); }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() { slots_.release(); }

  private:
    std::counting_semaphore<>& slots_;
};

bool equal_whatever_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

[[noreturn]] void refuse_password(std::string problem) {
    throw Error{Fault::invalid, "cannot take this password: it " + problem}.with_field("password",
                                                                                       std::move(problem));
}

}  // namespace

Passwords::Passwords(const crypto::Argon2Cost& cost)
    : cost_(cost),
      slots_(most_at_once),
      nobody_(crypto::hash_password(Secret{"nobody has this password"}, cost)) {}

HashedPassword Passwords::choose(std::string_view user_name, const Secret& password) {
    if (password.size() < shortest_password)
        refuse_password(fmt::format("must have at least {} characters", shortest_password));
    if (password.size() > longest_password)
        refuse_password(fmt::format("must have at most {} bytes", longest_password));
    if (equal_whatever_case(password.reveal(), user_name)) refuse_password("must not be the user's name");
    return rehash(password);
}

bool Passwords::matches(const Secret& password, const std::string& phc) {
    // Nobody can have chosen such a password, and hashing megabytes would be a gift to an attacker.
    if (password.size() > longest_password) return false;
    const Slot slot{slots_};
    return crypto::verify_password(password, phc);
}

bool Passwords::matches_nobody(const Secret& password) {
    matches(password, nobody_);
    return false;
}

bool Passwords::needs_rehash(const std::string& phc) const {
    return crypto::needs_rehash(phc, cost_);
}

HashedPassword Passwords::rehash(const Secret& password) {
    const Slot slot{slots_};
    return HashedPassword{crypto::hash_password(password, cost_)};
}

}  // namespace certwright::auth
