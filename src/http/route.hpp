#pragma once

#include "auth/principal.hpp"
#include "http/path_template.hpp"
#include "http/reply.hpp"
#include "http/schema.hpp"
#include "net/http_message.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certwright::http {

enum class Method { get, post, put, patch, delete_ };
std::string_view to_string(Method method);

/// What a handler is given: everything in it was checked against the route's description.
struct RequestContext {
    const net::ServerRequest& request;
    const PathParameters& path;
    const boost::json::object& query;
    const boost::json::object& body;  ///< empty when the route takes none
    const auth::Principal* who;       ///< nullptr only where the route is open to anyone

    /// Throws Fault::internal on a route that is open to anyone and was called by nobody known.
    const auth::Principal& principal() const;
    /// On whose behalf the handler acts, for the audit log.
    auth::Caller caller() const;
    const std::string& path_value(std::string_view name) const;
    const std::string& request_id() const { return request.request_id; }
    /// `limit` of a list, 50 when not given.
    std::size_t limit() const;
};

/// Who may call a route. Without a default on purpose: a route that forgets it does not compile.
struct Access {
    Access(auth::Permission permission_) : permission(permission_) {}
    auth::Permission permission;
};

/// What a repeated Idempotency-Key does to a route (http/idempotency.hpp).
enum class Repeat {
    plain,   ///< the header is ignored: repeating the request is harmless by itself
    replay,  ///< the first answer is sent again
    refuse,  ///< 409, because the first answer held a secret and was not kept
};

/// One endpoint. Every one is written in the same order: rules, input, output, handle.
struct Route {
    std::string name;  ///< operationId: "create_token"
    Method method;
    std::string path;  ///< "/api/v1/tokens/{id}"
    Access permission;
    std::string tag;  ///< the chapter of the document: "Tokens"
    std::string summary;
    std::string description = {};
    Repeat repeat = Repeat::plain;
    bool guessable = false;  ///< takes a password or code: few failures per client address

    Schema query = object("", {});
    std::optional<Schema> input = {};  ///< of the JSON body; none is taken when absent

    std::optional<Schema> output = {};           ///< of the JSON answer
    int status = 200;                            ///< of success
    std::vector<std::string> output_types = {};  ///< media types the answer may have when it is not described

    std::function<Reply(const RequestContext&)> handle;
};

}  // namespace certwright::http
