#include "auth/sign_in.hpp"

#include "base/ascii.hpp"
#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>

namespace certwright::auth {
namespace {

/// Whoever has one IPv6 address has at least its /64.
std::string address_key(const std::string& address) {
    std::array<std::uint8_t, 16> bytes;
    if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return "address:" + address;
    return "address:" + to_hex(BytesView{bytes}.first(8));
}

constexpr std::size_t most_names = 100'000;
/// Who guesses from many addresses is slowed down, and cannot keep the user out.
constexpr Duration longest_wait_of_a_name = 2s;

void refuse_early(const std::optional<Duration>& wait) {
    if (!wait) return;
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(*wait);
    throw Error{
        Fault::rate_limited, "too many failed attempts",
        fmt::format("try again in {} seconds", std::chrono::ceil<std::chrono::seconds>(delay).count())}
        .with_retry_after(delay);
}

/// Of one size whatever was typed, so that the memory kept for a name has a bound.
std::string name_key(std::string_view name) {
    return "name:" + crypto::sha256_hex(ascii::lower(name));
}

}  // namespace

SignIn::SignIn(store::Database& database, Users& users, Passwords& passwords, Sessions& sessions,
               audit::Log& log, Clock& clock)
    : database_(database),
      users_(users),
      passwords_(passwords),
      sessions_(sessions),
      log_(log),
      throttle_(clock),
      names_(clock, most_names, longest_wait_of_a_name) {}

void SignIn::slow_down(const std::string& by_name, const std::string& by_address) {
    refuse_early(throttle_.attempt({by_name + by_address, by_address}));
    // Whoever is refused so far takes nobody else's turn under the name.
    const auto wait = names_.attempt({by_name});
    if (wait)
        for (const std::string& key : {by_name + by_address, by_address}) throttle_.take_back(key);
    refuse_early(wait);
}

OpenedSession SignIn::sign_in(std::string_view name, const Secret& password, std::string_view user_agent,
                              const Caller& caller) {
    const std::string by_name = name_key(name);
    const std::string by_address = address_key(caller.address);
    slow_down(by_name, by_address);

    struct Known {
        User user;
        std::string hash;
    };
    const auto known = database_.read([&](store::Connection& connection) -> std::optional<Known> {
        const auto user = users_.find_by_name(connection, name);
        if (!user) return std::nullopt;
        return Known{*user, users_.password_hash(connection, user->id).value()};
    });
    const bool proved = known && !known->hash.empty() ? passwords_.matches(password, known->hash)
                                                      : passwords_.matches_nobody(password);
    if (!proved || known->user.disabled) {
        const json::object details{{"address", caller.address}, {"known", known.has_value()}};
        database_.write([&](store::Transaction& transaction) {
            log_.append(transaction, {.actor = known ? "user:" + known->user.name : "anyone",
                                      .action = "session.refused",
                                      .subject = known ? known->user.id : "",
                                      .details = boost::json::serialize(details),
                                      .request_id = caller.request_id});
        });
        throw Error{Fault::unauthenticated, "the name or the password is wrong"};
    }
    names_.forget(by_name);
    throttle_.forget(by_name + by_address);
    throttle_.take_back(by_address);

    std::optional<HashedPassword> fresh;
    if (passwords_.needs_rehash(known->hash)) fresh = passwords_.rehash(password);
    return database_.write([&](store::Transaction& transaction) {
        // Read again: the user may have been disabled, or the password changed, while it was compared.
        const auto user = users_.find(transaction, known->user.id);
        if (!user || user->disabled || users_.password_hash(transaction, user->id) != known->hash)
            throw Error{Fault::unauthenticated, "the name or the password is wrong"};
        if (fresh) users_.replace_hash(transaction, user->id, *fresh);
        users_.record_sign_in(transaction, user->id);
        return sessions_.open(transaction, users_.get(transaction, user->id), user_agent, caller);
    });
}

void SignIn::change_password(const Principal& principal, const Secret& current, const Secret& next,
                             const Caller& caller) {
    const std::string key = "password:" + principal.user_id;
    refuse_early(throttle_.attempt({key}));
    const auto hash = database_.read(
        [&](store::Connection& connection) { return users_.password_hash(connection, principal.user_id); });
    if (!hash || !passwords_.matches(current, *hash)) {
        database_.write([&](store::Transaction& transaction) {
            log_.append(transaction, {.actor = caller.actor,
                                      .action = "password.refused",
                                      .subject = principal.user_id,
                                      .details = "{}",
                                      .request_id = caller.request_id});
        });
        throw Error{Fault::forbidden, "the current password is wrong"}.with_field("current_password",
                                                                                  "is wrong");
    }
    throttle_.forget(key);
    const HashedPassword chosen = passwords_.choose(principal.user_name, next);
    database_.write([&](store::Transaction& transaction) {
        users_.replace_hash(transaction, principal.user_id, chosen);
        sessions_.end_others(transaction, principal.user_id, principal.session_id, caller);
        log_.append(transaction, {.actor = caller.actor,
                                  .action = "user.changed",
                                  .subject = principal.user_id,
                                  .details = R"({"password":"changed"})",
                                  .request_id = caller.request_id});
    });
}

}  // namespace certwright::auth
