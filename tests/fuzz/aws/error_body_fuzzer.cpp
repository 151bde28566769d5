#include "aws/clock_skew.hpp"
#include "aws/credentials/metadata_service.hpp"
#include "aws/error_body.hpp"
#include "aws/retry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

/// Bounded, and the same when it is made printable again: nothing unprintable is left.
void check(const std::string& text) {
    if (text.size() > 2010) std::abort();
    if (text.size() <= 2000 && aws::printable(text) != text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const net::Headers headers{{"X-Amzn-ErrorType", text}, {"Retry-After", text}, {"Date", text}};
    for (const net::Headers& sent : {net::Headers{}, headers}) {
        const aws::ServiceError error = aws::read_service_error(sent, text);
        check(error.code);
        check(error.message);
        check(error.request_id);
    }
    if (const auto wait = aws::retry_after_of(headers); wait && *wait < Duration{0}) std::abort();
    aws::parse_http_date(text);
    if (const auto credentials = aws::read_metadata_credentials(text, "fuzz");
        credentials && credentials->access_key_id.empty())
        std::abort();
    return 0;
}
