#include "http/routes/me.hpp"

#include "http/routes/user_document.hpp"

namespace certwright::http {

namespace {

Route change_password(const MePorts& ports) {
    return {
        .name = "change_password",
        .method = Method::put,
        .path = "/api/v1/me/password",
        .permission = auth::Permission::signed_in,
        .tag = "Session",
        .summary = "Change your password",
        .description = "Every other session of yours ends.",
        .guessable = true,

        .input = object("PasswordChange", {{"current_password", password()}, {"new_password", password()}}),

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.sign_in.change_password(context.principal(), secret_of(context, "current_password"),
                                              secret_of(context, "new_password"), context.caller());
                return Reply::nothing();
            },
    };
}

}  // namespace

void add_me_routes(Router& router, const MePorts& ports) {
    router.add(change_password(ports));
}

}  // namespace certwright::http
