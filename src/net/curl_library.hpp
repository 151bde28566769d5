#pragma once

namespace certwright::net {

/// Makes libcurl ready for use in this process; every one who makes a handle calls it first. Thread-safe.
void start_curl_library();

/// Whether a CURLcode says that TLS was refused or failed.
bool is_tls_failure(int curl_code);

}  // namespace certwright::net
