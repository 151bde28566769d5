#include "sandbox/admin/answers.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace certwright::sandbox {
namespace {

constexpr auto content_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

}  // namespace

net::ServerResponse admin_json(int status, const json::value& body) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            .body = boost::json::serialize(body) + "\n"};
}

net::ServerResponse admin_file(int status, std::string_view type, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", std::string{type}},
                        {"Content-Security-Policy", content_policy},
                        {"X-Content-Type-Options", "nosniff"},
                        // Without any referrer, browsers would not say either where a form comes from.
                        {"Referrer-Policy", "same-origin"},
                        {"Cache-Control", "no-cache"}},
            .body = std::move(body)};
}

json::object body_of(const net::ServerRequest& request) {
    if (request.body.empty()) return {};
    auto value = json::parse(request.body, "the request");
    if (!value.is_object()) throw Error{Fault::invalid, "the body is a JSON object"};
    return std::move(value.get_object());
}

std::string required_text(const json::object& from, std::string_view key) {
    if (auto text = json::text(from, key)) return *std::move(text);
    throw Error{Fault::invalid, fmt::format("the body lacks \"{}\"", key)};
}

std::string query_text(const net::ServerRequest& request, std::string_view name) {
    std::string found;
    for (auto& [key, value] : net::parse_query(request.query)) {
        if (key == name) found = std::move(value);
    }
    return found;
}

std::size_t query_number(const net::ServerRequest& request, std::string_view name, std::size_t usual,
                         std::size_t most) {
    const std::string text = query_text(request, name);
    if (text.empty()) return usual;
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size())
        throw Error{Fault::invalid, fmt::format("\"{}\" is a whole number", name)};
    return std::min(number, most);
}

}  // namespace certwright::sandbox
