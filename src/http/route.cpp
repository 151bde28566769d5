#include "http/route.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::http {

std::string_view to_string(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
    }
    return "GET";
}

const auth::Principal& RequestContext::principal() const {
    ensure(who != nullptr, "a principal on a route for signed-in callers");
    return *who;
}

auth::Caller RequestContext::caller() const {
    return {who ? who->actor() : "anyone", request.request_id, request.peer};
}

const std::string& RequestContext::path_value(std::string_view name) const {
    const auto found = path.find(name);
    ensure(found != path.end(), "path parameter " + std::string{name});
    return found->second;
}

std::size_t RequestContext::limit() const {
    return static_cast<std::size_t>(json::integer(query, "limit").value_or(50));
}

}  // namespace certwright::http
