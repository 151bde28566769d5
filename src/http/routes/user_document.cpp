#include "http/routes/user_document.hpp"

#include "base/json.hpp"

namespace certwright::http {

Schema user_schema() {
    return object("User", {{"id", text()},
                           {"name", text()},
                           {"role", one_of({"administrator", "operator", "auditor"})},
                           {"created_at", time()},
                           {"last_sign_in_at", time().nullable()},
                           {"signs_in", boolean().describe("False for a program, which has tokens only.")},
                           {"disabled", boolean()}});
}

json::object write_user(const auth::User& user) {
    return {{"id", user.id},
            {"name", user.name},
            {"role", auth::to_string(user.role)},
            {"created_at", json::from_time(user.created_at)},
            {"last_sign_in_at", json::from_time(user.last_sign_in_at)},
            {"signs_in", user.signs_in},
            {"disabled", user.disabled}};
}

Schema session_schema() {
    return object("Session",
                  {{"user", user_schema()},
                   {"csrf_token", text().nullable().describe("Send it as X-CSRF-Token with every change; "
                                                             "null for API tokens, which need none.")},
                   {"expires_at", time().nullable()},
                   {"permissions", array_of(text())}});
}

json::object write_session(const auth::User& user, const std::optional<std::string>& csrf_token,
                           std::optional<Time> expires_at) {
    json::array permissions;
    for (const auth::Permission permission : auth::permissions_of(user.role))
        permissions.push_back(json::value(auth::to_string(permission)));
    return {{"user", write_user(user)},
            {"csrf_token", json::from_optional(csrf_token)},
            {"expires_at", json::from_time(expires_at)},
            {"permissions", std::move(permissions)}};
}

Secret secret_of(const RequestContext& context, std::string_view field) {
    return Secret{json::text(context.body, field).value_or("")};
}

}  // namespace certwright::http
