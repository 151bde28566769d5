#pragma once

namespace certwright::net {

/// Makes libcurl ready for use in this process; every one who makes a handle calls it first. Thread-safe.
void start_curl_library();

}  // namespace certwright::net
