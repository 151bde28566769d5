#include "auth/api_tokens.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::auth {
namespace {

constexpr std::string_view mark = "cwt_";
constexpr std::size_t random_size = 32;
constexpr std::size_t secret_size = 4 + 43;
constexpr std::size_t prefix_size = 8;
constexpr std::size_t longest_token_name = 100;

constexpr auto token_columns = "id, user_id, name, prefix, created_at, expires_at, last_used_at";

ApiToken read_token(const store::Row& row) {
    return {.id = row.text(0),
            .user_id = row.text(1),
            .name = row.text(2),
            .prefix = row.text(3),
            .created_at = row.time(4),
            .expires_at = row.optional_time(5),
            .last_used_at = row.optional_time(6)};
}

void check_token_name(std::string_view name) {
    const bool printable =
        std::none_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
    if (!name.empty() && name.size() <= longest_token_name && printable) return;
    throw Error{Fault::invalid, "cannot take this token name"}.with_field(
        "name", "must have 1 to 100 printable bytes");
}

}  // namespace

constexpr auto select_name = "SELECT 1 FROM api_tokens WHERE user_id = $1 AND name = $2";
constexpr auto insert_token = R"sql(
    INSERT INTO api_tokens (id, secret_hash, user_id, name, prefix, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql";

CreatedToken ApiTokens::create(store::Transaction& transaction, const User& user, std::string_view name,
                               std::optional<Duration> lifetime, const Caller& caller) {
    check_token_name(name);
    if (lifetime && *lifetime <= Duration::zero())
        throw Error{Fault::invalid, "a token cannot end before it begins"}.with_field("expires_in_days",
                                                                                      "must be positive");
    if (transaction->find(select_name, {user.id, name}, [](const store::Row&) { return true; }))
        throw Error{Fault::conflict, fmt::format("'{}' has a token '{}' already", user.name, name)}
            .with_field("name", "is taken");
    Secret secret{std::string{mark} + to_base64url(crypto::random_bytes(random_size))};
    const Time now = clock_.now();
    ApiToken token{.id = new_id_text("tok"),
                   .user_id = user.id,
                   .name = std::string{name},
                   .prefix = std::string{secret.reveal().substr(0, prefix_size)},
                   .created_at = now,
                   .expires_at = lifetime ? std::optional{now + *lifetime} : std::nullopt,
                   .last_used_at = {}};
    transaction->execute(insert_token, {token.id, crypto::sha256_hex(secret.reveal()), user.id, token.name,
                                        token.prefix, now, token.expires_at});
    log_.append(
        transaction,
        {.actor = caller.actor,
         .action = "token.created",
         .subject = token.id,
         .details = boost::json::serialize(json::object{
             {"user", user.id}, {"name", token.name}, {"expires_at", json::from_time(token.expires_at)}}),
         .request_id = caller.request_id});
    return {std::move(token), std::move(secret)};
}

constexpr auto delete_token = "DELETE FROM api_tokens WHERE id = $1 AND user_id = $2";

void ApiTokens::remove(store::Transaction& transaction, std::string_view user_id, std::string_view token_id,
                       const Caller& caller) {
    if (transaction->execute(delete_token, {token_id, user_id}) == 0)
        throw Error{Fault::not_found, fmt::format("there is no token '{}'", token_id)};
    log_.append(transaction, {.actor = caller.actor,
                              .action = "token.removed",
                              .subject = std::string{token_id},
                              .details = boost::json::serialize(json::object{{"user", user_id}}),
                              .request_id = caller.request_id});
}

std::vector<ApiToken> ApiTokens::list(store::Connection& connection, std::string_view user_id) const {
    static const std::string select = fmt::format(
        "SELECT {} FROM api_tokens WHERE user_id = $1 ORDER BY created_at DESC, id DESC", token_columns);
    return connection.list(select, {user_id}, read_token);
}

std::optional<ApiToken> ApiTokens::find_by_secret(store::Connection& connection,
                                                  std::string_view secret) const {
    static const std::string select =
        fmt::format("SELECT {} FROM api_tokens WHERE secret_hash = $1", token_columns);
    if (!secret.starts_with(mark) || secret.size() != secret_size) return std::nullopt;
    auto token = connection.find(select, {crypto::sha256_hex(secret)}, read_token);
    if (token && token->expires_at && *token->expires_at <= clock_.now()) return std::nullopt;
    return token;
}

constexpr auto update_last_used = "UPDATE api_tokens SET last_used_at = $1 WHERE id = $2";

void ApiTokens::touch(store::Transaction& transaction, std::string_view token_id) {
    transaction->execute(update_last_used, {clock_.now(), token_id});
}

}  // namespace certwright::auth
