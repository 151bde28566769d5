#include "auth/users.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::auth {
namespace {

constexpr std::size_t longest_user_name = 64;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '@' || c == '-';
}

void check_user_name(const std::string& name) {
    if (!name.empty() && name.size() <= longest_user_name &&
        std::all_of(name.begin(), name.end(), is_name_character))
        return;
    throw Error{Fault::invalid, fmt::format("'{}' is no user name", name.substr(0, longest_user_name))}
        .with_field("name", "must have 1 to 64 of the characters A-Z a-z 0-9 . _ @ -");
}

constexpr auto user_columns = "id, name, role, disabled, created_at, last_sign_in_at, password_hash <> ''";

User read_user(const store::Row& row) {
    return {.id = row.text(0),
            .name = row.text(1),
            .role = parse_role(row.text(2)),
            .disabled = row.boolean(3),
            .signs_in = row.boolean(6),
            .created_at = row.time(4),
            .last_sign_in_at = row.optional_time(5)};
}

}  // namespace

constexpr auto insert_user = R"sql(
    INSERT INTO users (id, name, name_key, role, disabled, password_hash, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql";

User Users::create(store::Transaction& transaction, const NewUser& added, const Caller& caller) {
    check_user_name(added.name);
    if (find_by_name(transaction, added.name))
        throw Error{Fault::conflict, fmt::format("a user '{}' exists already", added.name)}.with_field(
            "name", "is taken");
    User user{.id = new_id_text("usr"),
              .name = added.name,
              .role = added.role,
              .disabled = false,
              .signs_in = added.password.has_value(),
              .created_at = clock_.now(),
              .last_sign_in_at = {}};
    transaction->execute(insert_user, {user.id, user.name, ascii::lower(user.name), to_string(user.role),
                                       false, added.password ? added.password->phc() : "", user.created_at});
    log_.append(
        transaction,
        {.actor = caller.actor,
         .action = "user.created",
         .subject = user.id,
         .details = boost::json::serialize(json::object{{"name", user.name}, {"role", to_string(user.role)}}),
         .request_id = caller.request_id});
    return user;
}

constexpr auto update_user = "UPDATE users SET role = $1, disabled = $2 WHERE id = $3";
constexpr auto update_password = "UPDATE users SET password_hash = $1 WHERE id = $2";
constexpr auto delete_sessions = "DELETE FROM sessions WHERE user_id = $1";
constexpr auto count_administrators =
    "SELECT count(*) FROM users WHERE role = 'administrator' AND disabled = FALSE AND password_hash <> ''";

User Users::update(store::Transaction& transaction, std::string_view id, const UserChange& change,
                   const Caller& caller) {
    User user = get(transaction, id);
    const bool administrates = user.role == Role::administrator && user.signs_in && !user.disabled;
    json::object details;
    if (change.role && *change.role != user.role) {
        user.role = *change.role;
        details["role"] = to_string(user.role);
    }
    if (change.disabled && *change.disabled != user.disabled) {
        user.disabled = *change.disabled;
        details["disabled"] = user.disabled;
    }
    if (change.password) {
        user.signs_in = true;
        details["password"] = "changed";
    }
    if (details.empty()) return user;

    transaction->execute(update_user, {to_string(user.role), user.disabled, user.id});
    if (change.password) transaction->execute(update_password, {change.password->phc(), user.id});
    if (change.password || user.disabled) transaction->execute(delete_sessions, {user.id});
    // Write transactions are serializable, so two administrators cannot remove each other.
    if (administrates && transaction->find(count_administrators, {},
                                           [](const store::Row& row) { return row.integer(0); }) == 0)
        throw Error{Fault::conflict, fmt::format("'{}' is the last administrator", user.name),
                    "make somebody else administrator first"};
    log_.append(transaction, {.actor = caller.actor,
                              .action = "user.changed",
                              .subject = user.id,
                              .details = boost::json::serialize(details),
                              .request_id = caller.request_id});
    return user;
}

std::optional<User> Users::find(store::Connection& connection, std::string_view id) const {
    static const std::string select = fmt::format("SELECT {} FROM users WHERE id = $1", user_columns);
    return connection.find(select, {id}, read_user);
}

std::optional<User> Users::find_by_name(store::Connection& connection, std::string_view name) const {
    static const std::string select = fmt::format("SELECT {} FROM users WHERE name_key = $1", user_columns);
    // PostgreSQL refuses text that is no UTF-8, and whoever signs in may send anything.
    if (!std::all_of(name.begin(), name.end(), is_name_character)) return std::nullopt;
    return connection.find(select, {ascii::lower(name)}, read_user);
}

User Users::get(store::Connection& connection, std::string_view id) const {
    auto user = find(connection, id);
    if (!user) throw Error{Fault::not_found, fmt::format("there is no user '{}'", id)};
    return std::move(*user);
}

std::vector<User> Users::list(store::Connection& connection) const {
    static const std::string select = fmt::format("SELECT {} FROM users ORDER BY name_key", user_columns);
    return connection.list(select, {}, read_user);
}

constexpr auto count_with_password = "SELECT count(*) FROM users WHERE password_hash <> ''";

std::int64_t Users::count_people(store::Connection& connection) const {
    return connection.find(count_with_password, {}, [](const store::Row& row) { return row.integer(0); })
        .value_or(0);
}

constexpr auto select_hash = "SELECT password_hash FROM users WHERE id = $1";

std::optional<std::string> Users::password_hash(store::Connection& connection, std::string_view id) const {
    return connection.find(select_hash, {id}, [](const store::Row& row) { return row.text(0); });
}

constexpr auto update_last_sign_in = "UPDATE users SET last_sign_in_at = $1 WHERE id = $2";

void Users::record_sign_in(store::Transaction& transaction, std::string_view id) {
    transaction->execute(update_last_sign_in, {clock_.now(), id});
}

void Users::replace_hash(store::Transaction& transaction, std::string_view id,
                         const HashedPassword& password) {
    transaction->execute(update_password, {password.phc(), id});
}

}  // namespace certwright::auth
