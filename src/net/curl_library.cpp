#include "net/curl_library.hpp"

#include "base/error.hpp"
#include "base/wiping_heap.hpp"

#include <curl/curl.h>

#include <cstdlib>
#include <cstring>

namespace certwright::net {
namespace {

char* copy_text(const char* text) {
    const std::size_t size = std::strlen(text) + 1;
    auto* copy = static_cast<char*>(wiping_heap::take(size));
    if (copy) std::memcpy(copy, text, size);
    return copy;
}

}  // namespace

void start_curl_library() {
    // Not thread-safe in older libraries, so once; never cleaned up, as others may still use it. Requests
    // with private keys pass through its buffers.
    static const CURLcode result =
        curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping_heap::take, wiping_heap::give_back,
                             wiping_heap::resize, copy_text, std::calloc);
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
