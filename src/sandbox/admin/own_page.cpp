#include "sandbox/admin/own_page.hpp"

#include "base/error.hpp"
#include "net/url.hpp"

#include <optional>

namespace certwright::sandbox {
namespace {

std::optional<net::Url> url_of(const std::string& text) {
    try {
        return net::Url::parse(text);
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

void refuse_other_pages(const net::ServerRequest& request, const std::string& public_url) {
    const std::string host{request.headers.find("Host").value_or("")};
    const auto called = url_of("http://" + host);
    const auto published = public_url.empty() ? std::nullopt : url_of(public_url);
    const bool by_public_name = called && published && called->host == published->host;
    const bool named = called && (called->is_loopback() || by_public_name);
    const auto origin = request.headers.find("Origin");
    const bool own = !origin || *origin == "http://" + host ||
                     (by_public_name && *origin == published->scheme + "://" + published->authority());
    if (!named || !own) {
        throw Error{Fault::invalid, "the admin API answers its own page and programs only",
                    "call it by 127.0.0.1, or start the sandbox with --public-admin-url"};
    }
}

}  // namespace certwright::sandbox
