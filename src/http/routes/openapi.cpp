#include "http/routes/openapi.hpp"

#include "base/json.hpp"
#include "http/openapi.hpp"

namespace certwright::http {

namespace {

Route read_openapi(const Router& router, const std::string& version) {
    return {
        .name = "read_openapi",
        .method = Method::get,
        .path = "/api/v1/openapi.json",
        .permission = auth::Permission::anyone,
        .tag = "About",
        .summary = "Read this document",

        .output = map_of(any()),

        .handle =
            [&router, version](const RequestContext&) {
                return Reply::json(openapi_document(router.routes(), version));
            },
    };
}

}  // namespace

void add_openapi_routes(Router& router, const std::string& version) {
    router.add(read_openapi(router, version));
}

}  // namespace certwright::http
