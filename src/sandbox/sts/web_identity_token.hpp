#pragma once

#include "base/time.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox::sts {

/// What an OpenID Connect ID token says. Its signature is not verified: the sandbox asks no identity provider
/// for its keys.
struct WebIdentityToken {
    std::string issuer;  ///< as the token writes it: "https://token.example.com"
    std::string subject, audience;
    Time expires{};

    /// Throws ServiceError InvalidIdentityToken for what is no JWT (RFC 7519) or lacks a claim that AWS
    /// needs.
    static WebIdentityToken parse(std::string_view token);
};

/// How IAM writes an issuer: without "https://" and a slash at the end.
std::string provider_name(std::string_view issuer);

}  // namespace certwright::sandbox::sts
