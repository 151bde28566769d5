#include "sandbox/sts/web_identity_token.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <array>

namespace certwright::sandbox::sts {
namespace {

[[noreturn]] void refuse(std::string message) {
    throw ServiceError{"InvalidIdentityToken", std::move(message)};
}

[[noreturn]] void refuse_form() {
    refuse("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
}

/// Header, claims and signature, still encoded (RFC 7515 section 7.1).
std::array<std::string_view, 3> parts_of(std::string_view token) {
    const auto first = token.find('.');
    const auto second = first == token.npos ? token.npos : token.find('.', first + 1);
    if (second == token.npos || token.find('.', second + 1) != token.npos) refuse_form();
    return {token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1)};
}

json::object object_of(std::string_view encoded) {
    try {
        auto value = json::parse(as_text(from_base64url(encoded)), "a part of a JWT");
        if (value.is_object()) return std::move(value.get_object());
    } catch (const Error&) {
        refuse_form();
    }
    refuse_form();
}

std::string require_text(const json::object& claims, std::string_view name) {
    auto found = json::text(claims, name);
    if (!found || found->empty()) refuse(fmt::format("Missing a required claim: {}", name));
    return *std::move(found);
}

/// One audience, or the first of several (RFC 7519 section 4.1.3).
std::string require_audience(const json::object& claims) {
    const auto several = json::texts(claims, "aud");
    return several.empty() ? require_text(claims, "aud") : several.front();
}

}  // namespace

WebIdentityToken WebIdentityToken::parse(std::string_view token) {
    const auto [header, claims, signature] = parts_of(token);
    if (object_of(header).empty() || signature.empty()) refuse_form();
    const auto said = object_of(claims);
    WebIdentityToken read{.issuer = require_text(said, "iss"),
                          .subject = require_text(said, "sub"),
                          .audience = require_audience(said)};
    const auto expires = json::epoch_seconds(said, "exp");
    if (!expires) refuse("Missing a required claim: exp");
    read.expires = *expires;
    return read;
}

std::string provider_name(std::string_view issuer) {
    constexpr std::string_view scheme = "https://";
    if (issuer.starts_with(scheme)) issuer.remove_prefix(scheme.size());
    if (issuer.ends_with('/')) issuer.remove_suffix(1);
    return std::string{issuer};
}

}  // namespace certwright::sandbox::sts
