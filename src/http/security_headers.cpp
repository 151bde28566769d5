#include "http/security_headers.hpp"

namespace certwright::http {

void add_security_headers(net::ServerResponse& response, const net::ServerRequest& request) {
    net::Headers& headers = response.headers;
    headers.set("Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                "form-action 'self'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (request.secure) headers.set("Strict-Transport-Security", "max-age=31536000");
    if (!headers.find("Cache-Control")) headers.set("Cache-Control", "no-store");
}

}  // namespace certwright::http
