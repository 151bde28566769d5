#pragma once

#include "net/http_message.hpp"

namespace certwright::http {

/// Puts the headers on every answer that tell a browser to run nothing but our own files, be framed
/// by nobody and guess no types; answers of the API are never kept by caches.
void add_security_headers(net::ServerResponse& response, const net::ServerRequest& request);

}  // namespace certwright::http
