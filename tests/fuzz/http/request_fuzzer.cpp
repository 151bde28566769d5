#include "base/json.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "http/router.hpp"
#include "store/migrator.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

http::Schema input() {
    return http::object(
        "", {{"name", http::text().length(1, 20)},
             http::optional("tags", http::map_of(http::text())),
             http::optional("ports", http::array_of(http::integer().between(1, 65535)).length(0, 5)),
             http::optional("kind", http::one_of({"a", "b"}).nullable()),
             http::optional("share", http::number()),
             http::optional("nested", http::object("", {{"on", http::boolean()}}))});
}

/// Handlers are promised input that was checked.
http::Reply echo(const http::RequestContext& context) {
    if (!input().problems(context.body).empty()) std::abort();
    const auto name = json::text(context.body, "name");
    if (!name || name->empty() || name->size() > 20 || !is_storable_text(*name)) std::abort();
    return http::Reply::json(context.body);
}

struct Server {
    SystemClock clock;
    Metrics metrics;
    std::unique_ptr<store::Database> database = store::Database::open("sqlite::memory:");
    http::Idempotency idempotency{*database, clock};
    http::Router router{[](const net::ServerRequest&) { return std::nullopt; },
                        idempotency,
                        clock,
                        metrics,
                        {.check_answers = true, .request_rate = {1e9, 1e9}}};
    Server() {
        log::configure(log::Level::error, log::Format::json);
        router.add({.name = "echo",
                    .method = http::Method::post,
                    .path = "/echo/{id}",
                    .permission = auth::Permission::anyone,
                    .tag = "Fuzz",
                    .summary = "Answer what was asked",
                    .query = http::list_query({http::optional("q", http::array_of(http::text()))}),
                    .input = input(),
                    .output = input(),
                    .handle = echo});
    }
};

}  // namespace

/// Whatever a request says in query and body is answered 200 or refused as the caller's fault, in good JSON.
/// (Query and body are split at the first line feed.)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Server server;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto line = std::min(text.find('\n'), text.size());
    net::ServerRequest request{.method = "POST",
                               .path = "/echo/x",
                               .segments = {"echo", "x"},
                               .query = std::string{text.substr(0, line)}};
    request.headers = {{"Host", "localhost"}, {"Content-Type", "application/json"}};
    request.body = text.substr(std::min(line + 1, text.size()));
    request.request_id = "req_fuzz";
    const auto response = server.router.answer(request);
    if (response.status != 200 && response.status != 400 && response.status != 422) std::abort();
    (void)json::parse(response.body, "the answer");
    return 0;
}
