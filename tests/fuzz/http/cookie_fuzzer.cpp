#include "http/cookie.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// The value found stands in the field, behind the cookie's name, and ends before the next cookie.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    net::ServerRequest request;
    request.headers.add("Cookie", {reinterpret_cast<const char*>(data), size});
    const auto value = http::session_cookie_of(request);
    if (!value) return 0;
    const std::string field{*request.headers.find("Cookie")};
    if (value->find(';') != value->npos) std::abort();
    if (field.find(std::string{http::session_cookie} + "=" + std::string{*value}) == field.npos) std::abort();
    return 0;
}
