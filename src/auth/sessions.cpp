#include "auth/sessions.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/derive.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::auth {
namespace {

constexpr std::size_t token_size = 32;
constexpr std::size_t longest_user_agent = 300;

constexpr auto session_columns = "id, user_id, created_at, last_seen_at, address, user_agent";

Session read_session(const store::Row& row) {
    Session session{.id = row.text(0),
                    .user_id = row.text(1),
                    .created_at = row.time(2),
                    .last_seen_at = row.time(3),
                    .expires_at = {},
                    .address = row.text(4),
                    .user_agent = row.text(5)};
    session.expires_at = std::min(session.created_at + Sessions::absolute_time_out,
                                  session.last_seen_at + Sessions::idle_time_out);
    return session;
}

/// What the browser calls itself, as far as it is harmless to keep and show: printable ASCII.
std::string tidy(std::string_view user_agent) {
    std::string text{user_agent.substr(0, longest_user_agent)};
    std::erase_if(text, [](char c) { return c < ' ' || c > '~'; });
    return text;
}

}  // namespace

constexpr auto insert_session = R"sql(
    INSERT INTO sessions (id, token_hash, user_id, created_at, last_seen_at, address, user_agent)
    VALUES ($1, $2, $3, $4, $4, $5, $6)
)sql";

OpenedSession Sessions::open(store::Transaction& transaction, const User& user, std::string_view user_agent,
                             const Caller& caller) {
    Secret token{to_base64url(crypto::random_bytes(token_size))};
    const Time now = clock_.now();
    Session session{.id = new_id_text("ses"),
                    .user_id = user.id,
                    .created_at = now,
                    .last_seen_at = now,
                    .expires_at = now + idle_time_out,
                    .address = caller.address,
                    .user_agent = tidy(user_agent)};
    transaction->execute(insert_session, {session.id, crypto::sha256_hex(token.reveal()), user.id, now,
                                          session.address, session.user_agent});
    log_.append(transaction, {.actor = "user:" + user.name,
                              .action = "session.opened",
                              .subject = user.id,
                              .details = boost::json::serialize(
                                  json::object{{"session", session.id}, {"address", caller.address}}),
                              .request_id = caller.request_id});
    std::string csrf = csrf_token(token.reveal());
    return {std::move(session), user, std::move(token), std::move(csrf)};
}

constexpr auto delete_session = "DELETE FROM sessions WHERE id = $1 AND user_id = $2";

void Sessions::end(store::Transaction& transaction, std::string_view user_id, std::string_view session_id,
                   const Caller& caller) {
    if (transaction->execute(delete_session, {session_id, user_id}) == 0)
        throw Error{Fault::not_found, fmt::format("there is no session '{}'", session_id)};
    log_.append(transaction, {.actor = caller.actor,
                              .action = "session.ended",
                              .subject = std::string{user_id},
                              .details = boost::json::serialize(json::object{{"session", session_id}}),
                              .request_id = caller.request_id});
}

constexpr auto delete_others = "DELETE FROM sessions WHERE user_id = $1 AND id <> $2";

std::int64_t Sessions::end_others(store::Transaction& transaction, std::string_view user_id,
                                  std::string_view keep, const Caller& caller) {
    const std::int64_t ended = transaction->execute(delete_others, {user_id, keep});
    if (ended == 0) return 0;
    log_.append(transaction, {.actor = caller.actor,
                              .action = "session.ended",
                              .subject = std::string{user_id},
                              .details = boost::json::serialize(json::object{{"sessions", ended}}),
                              .request_id = caller.request_id});
    return ended;
}

std::vector<Session> Sessions::list(store::Connection& connection, std::string_view user_id) const {
    static const std::string select = fmt::format(
        "SELECT {} FROM sessions WHERE user_id = $1 ORDER BY created_at DESC, id DESC", session_columns);
    auto sessions = connection.list(select, {user_id}, read_session);
    std::erase_if(sessions,
                  [now = clock_.now()](const Session& session) { return session.expires_at <= now; });
    return sessions;
}

std::optional<Session> Sessions::find(store::Connection& connection, std::string_view session_id) const {
    static const std::string select = fmt::format("SELECT {} FROM sessions WHERE id = $1", session_columns);
    auto session = connection.find(select, {session_id}, read_session);
    if (session && session->expires_at <= clock_.now()) return std::nullopt;
    return session;
}

std::optional<Session> Sessions::find_by_token(store::Connection& connection, std::string_view token) const {
    static const std::string select =
        fmt::format("SELECT {} FROM sessions WHERE token_hash = $1", session_columns);
    auto session = connection.find(select, {crypto::sha256_hex(token)}, read_session);
    if (session && session->expires_at <= clock_.now()) return std::nullopt;
    return session;
}

constexpr auto update_last_seen = "UPDATE sessions SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $1";

void Sessions::touch(store::Transaction& transaction, std::string_view session_id) {
    transaction->execute(update_last_seen, {clock_.now(), session_id});
}

constexpr auto delete_expired = "DELETE FROM sessions WHERE created_at <= $1 OR last_seen_at <= $2";

std::int64_t Sessions::remove_expired(store::Transaction& transaction) {
    const Time now = clock_.now();
    return transaction->execute(delete_expired, {now - absolute_time_out, now - idle_time_out});
}

std::string Sessions::csrf_token(std::string_view token) {
    const Secret derived = crypto::derive(Secret{std::string{token}}, "certwright csrf token 1", token_size);
    return to_base64url(as_bytes(derived.reveal()));
}

bool Sessions::csrf_token_matches(std::string_view token, std::string_view csrf) {
    return equal_in_constant_time(csrf_token(token), csrf);
}

}  // namespace certwright::auth
