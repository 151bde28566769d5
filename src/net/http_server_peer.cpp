#include "net/http_server_peer.hpp"

#include "base/ascii.hpp"

namespace certwright::net {
namespace {

/// What the nearest proxy added: the last element of the last field of that name.
std::string_view last_element(const Headers& headers, std::string_view name) {
    std::string_view found;
    for (const auto& [field, value] : headers) {
        if (equal_ignoring_case(field, name)) found = value;
    }
    const auto comma = found.rfind(',');
    return ascii::trimmed(comma == found.npos ? found : found.substr(comma + 1));
}

}  // namespace

std::string address_text(asio::ip::address address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address.to_string();
}

void trust_proxy(ServerRequest& request) {
    Failure failure;
    const auto said = asio::ip::make_address(last_element(request.headers, "X-Forwarded-For"), failure);
    if (!failure) request.peer = address_text(said);
    request.secure =
        request.secure || equal_ignoring_case(last_element(request.headers, "X-Forwarded-Proto"), "https");
}

}  // namespace certwright::net
