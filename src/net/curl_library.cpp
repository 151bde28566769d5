#include "net/curl_library.hpp"

#include "base/error.hpp"

#include <curl/curl.h>

namespace certwright::net {

void start_curl_library() {
    // Not thread-safe in older libraries, so once; never cleaned up, as others may still use it.
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    ensure(result == CURLE_OK, "libcurl does not start");
}

}  // namespace certwright::net
