#include "auth/authenticator.hpp"

#include "base/error.hpp"
#include "base/log.hpp"

namespace certwright::auth {
namespace {

constexpr Duration precision = 1min;

[[noreturn]] void ask_to_sign_in() {
    throw Error{Fault::unauthenticated, "sign in first"};
}

/// The note of a use is not worth a refusal: a full disk must not lock everybody out.
template <class Note>
void note_use(store::Database& database, Note note) {
    try {
        database.write(note);
    } catch (const Error& error) {
        log::warn("cannot note the last use of a session or token", {{"reason", error.message()}});
    }
}

}  // namespace

User Authenticator::enabled_user(store::Connection& connection, std::string_view id) const {
    auto user = users_.find(connection, id);
    if (!user || user->disabled) ask_to_sign_in();
    return std::move(*user);
}

Principal Authenticator::authenticate_session(std::string_view cookie) {
    const auto [session, user] = database_.read([&](store::Connection& connection) {
        auto found = sessions_.find_by_token(connection, cookie);
        if (!found) ask_to_sign_in();
        User owner = enabled_user(connection, found->user_id);
        return std::pair{std::move(*found), std::move(owner)};
    });
    if (clock_.now() - session.last_seen_at >= precision)
        note_use(database_,
                 [&, id = session.id](store::Transaction& transaction) { sessions_.touch(transaction, id); });
    return {.user_id = user.id,
            .user_name = user.name,
            .role = user.role,
            .token_id = {},
            .session_id = session.id};
}

Principal Authenticator::authenticate_token(std::string_view secret) {
    const auto [token, user] = database_.read([&](store::Connection& connection) {
        auto found = tokens_.find_by_secret(connection, secret);
        if (!found) ask_to_sign_in();
        User owner = enabled_user(connection, found->user_id);
        return std::pair{std::move(*found), std::move(owner)};
    });
    if (!token.last_used_at || clock_.now() - *token.last_used_at >= precision)
        note_use(database_,
                 [&, id = token.id](store::Transaction& transaction) { tokens_.touch(transaction, id); });
    return {.user_id = user.id,
            .user_name = user.name,
            .role = user.role,
            .token_id = token.id,
            .session_id = {}};
}

}  // namespace certwright::auth
