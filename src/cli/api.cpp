#include "cli/api.hpp"

#include "base/error.hpp"
#include "base/id.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

/// Long enough for the test of an account, which asks AWS for each permission.
constexpr Duration patience = 120s;
constexpr std::string_view page_size = "200";

/// What the transport says, and what to look at.
Error unreachable(const net::Url& server, const net::NoResponse& problem) {
    const std::string hint =
        problem.failure == net::TransportFailure::tls
            ? "CERTWRIGHT_CA_BUNDLE names a PEM file with the CA to trust instead of the system's"
            : "is the server running there? CERTWRIGHT_URL or `certwright login` says where it is";
    return Error{Fault::unavailable, fmt::format("no answer from {}: {}", server.text(), problem.detail),
                 hint};
}

Fault fault_of(int status) {
    switch (status) {
        case 400:
        case 422:
            return Fault::invalid;
        case 401:
            return Fault::unauthenticated;
        case 403:
            return Fault::forbidden;
        case 404:
            return Fault::not_found;
        case 409:
        case 412:
            return Fault::conflict;
        case 429:
            return Fault::rate_limited;
        case 503:
            return Fault::unavailable;
        default:
            return Fault::internal;
    }
}

/// The Error that a problem document (RFC 9457) describes.
Error problem_of(const net::Url& server, const net::ClientResponse& response) {
    json::object document;
    try {
        const json::value parsed = json::parse(response.body, "the answer");
        if (parsed.is_object()) document = parsed.as_object();
    } catch (const Error&) {
        document.clear();  // an HTML page of something in between
    }
    const auto detail = json::text(document, "detail");
    if (!detail)
        return Error{Fault::unavailable,
                     fmt::format("{} answered with HTTP status {}", server.text(), response.status),
                     "is that the address of a Certwright server?"};
    std::string hint = json::text(document, "hint").value_or("");
    if (response.status == 401 && hint.empty())
        hint = "set CERTWRIGHT_TOKEN to an API token, or use `certwright login`";
    Error error{fault_of(response.status), *detail, hint};
    if (const json::value* fields = json::find(document, "errors"); fields && fields->is_array())
        for (const json::value& field : fields->as_array())
            if (field.is_object())
                std::move(error).with_field(json::text(field.as_object(), "field").value_or(""),
                                            json::text(field.as_object(), "problem").value_or(""));
    return error;
}

json::value parsed(const net::Url& server, const std::string& body) {
    try {
        return json::parse(body, "the answer");
    } catch (const Error&) {
        throw Error{Fault::unavailable, server.text() + " did not answer with JSON",
                    "is that the address of a Certwright server?"};
    }
}

}  // namespace

Api::Api(net::Transport& transport, net::Url server, Secret token, std::string ca_bundle)
    : transport_(transport),
      server_(std::move(server)),
      token_(std::move(token)),
      ca_bundle_(std::move(ca_bundle)) {}

net::ClientResponse Api::send(const std::string& method, const std::string& path, const Query& query,
                              std::string body, const net::Headers& more) {
    net::ClientRequest request{.method = method, .url = server_, .headers = more, .body = std::move(body)};
    std::string base = server_.path;
    while (base.ends_with('/')) base.pop_back();
    request.url.path = base + "/api/v1" + path;
    request.url.query.clear();
    for (const auto& [name, value] : query)
        request.url.query += (request.url.query.empty() ? "" : "&") + net::percent_encode(name) + "=" +
                             net::percent_encode(value);
    request.headers.set("Accept", "application/json");
    request.headers.set("User-Agent", "certwright command line");
    if (!request.body.empty()) request.headers.set("Content-Type", "application/json");
    if (!token_.empty()) request.headers.set("Authorization", "Bearer " + std::string{token_.reveal()});
    // Whoever sends a request twice by mistake gets one account, not two.
    if (method == "POST") request.headers.set("Idempotency-Key", new_id_text("key"));
    request.timeout = patience;
    request.max_response_bytes = 256 * 1024 * 1024;
    request.ca_bundle = ca_bundle_;
    auto outcome = transport_.send(request, {});
    if (const auto* problem = std::get_if<net::NoResponse>(&outcome)) throw unreachable(server_, *problem);
    auto& response = std::get<net::ClientResponse>(outcome);
    if (response.status >= 300) throw problem_of(server_, response);
    return std::move(response);
}

json::value Api::get(const std::string& path, const Query& query) {
    return parsed(server_, send("GET", path, query, "").body);
}

json::value Api::post(const std::string& path, const json::object& body) {
    return parsed(server_, send("POST", path, {}, boost::json::serialize(body)).body);
}

json::value Api::patch(const std::string& path, const json::object& body) {
    return parsed(server_, send("PATCH", path, {}, boost::json::serialize(body)).body);
}

void Api::put(const std::string& path, const json::object& body) {
    send("PUT", path, {}, boost::json::serialize(body));
}

void Api::remove(const std::string& path, const Query& query) {
    send("DELETE", path, query, "");
}

std::string Api::download(const std::string& path, const Query& query) {
    return send("GET", path, query, "").body;
}

Secret Api::fetch(const std::string& path, const json::object& body) {
    return Secret{send("POST", path, {}, boost::json::serialize(body)).body};
}

void Api::each(const std::string& path, const Query& query,
               const std::function<bool(const json::object&)>& visit) {
    std::optional<std::string> cursor;
    do {
        Query asked = query;
        asked.emplace_back("limit", page_size);
        if (cursor) asked.emplace_back("cursor", *cursor);
        const json::value page = get(path, asked);
        const json::value* items = page.is_object() ? json::find(page.as_object(), "items") : nullptr;
        if (!items || !items->is_array())
            throw Error{Fault::unavailable, server_.text() + " answered with something that is no list"};
        for (const json::value& item : items->as_array())
            if (!visit(item.as_object())) return;
        cursor = json::text(page.as_object(), "next_cursor");
    } while (cursor);
}

/// Whoever signs in again on the same machine finds the name taken: a number behind it makes it free.
std::string Api::make_named_token(const std::string& name, const net::Headers& signed_in) {
    constexpr int most = 100;
    for (int number = 1;; ++number) {
        const std::string tried = number == 1 ? name : fmt::format("{} {}", name, number);
        try {
            return send("POST", "/tokens", {}, boost::json::serialize(json::object{{"name", tried}}),
                        signed_in)
                .body;
        } catch (const Error& error) {
            if (error.fault() != Fault::conflict || number == most) throw;
        }
    }
}

Secret Api::make_token(const std::string& name, const Secret& password, const std::string& token_name) {
    const net::ClientResponse opened =
        send("POST", "/session", {},
             boost::json::serialize(json::object{{"name", name}, {"password", password.reveal()}}));
    const json::value session = parsed(server_, opened.body);
    const std::string cookie{opened.headers.find("Set-Cookie").value_or("")};
    const net::Headers signed_in{
        {"Cookie", cookie.substr(0, cookie.find(';'))},
        {"X-CSRF-Token", json::text(session.as_object(), "csrf_token").value_or("")}};
    const json::value made = parsed(server_, make_named_token(token_name, signed_in));
    send("DELETE", "/session", {}, "", signed_in);
    return Secret{json::text(made.as_object(), "secret").value_or("")};
}

}  // namespace certwright::cli
