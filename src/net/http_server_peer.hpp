#pragma once

#include "net/http_message.hpp"
#include "net/http_server_stream.hpp"

#include <boost/asio/ip/address.hpp>

#include <string>

namespace certwright::net {

/// The address as people write it: an IPv4 address that came over an IPv6 socket is one.
std::string address_text(asio::ip::address address);

/// Takes what the nearest proxy says of the client, X-Forwarded-For and X-Forwarded-Proto, for its address
/// and its security. Only for a server that was told it stands behind one: anybody can send these fields.
void trust_proxy(ServerRequest& request);

}  // namespace certwright::net
