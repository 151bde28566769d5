#include "net/curl_library.hpp"

#include "base/error.hpp"

#include <curl/curl.h>

namespace certwright::net {

void start_curl_library() {
    // Not thread-safe in older libraries, so once; never cleaned up, as others may still use it.
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    ensure(result == CURLE_OK, "libcurl does not start");
}

bool is_tls_failure(int curl_code) {
    switch (curl_code) {
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_USE_SSL_FAILED:
            return true;
        default:
            return false;
    }
}

}  // namespace certwright::net
