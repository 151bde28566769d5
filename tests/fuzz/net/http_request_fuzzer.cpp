#include "net/request_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace certwright;

namespace {

struct Outcome {
    std::vector<std::string> requests;
    int refused = 0;
    bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view bytes, std::size_t piece) {
    using Progress = net::RequestReader::Progress;
    net::RequestReader reader{{.header_bytes = 512, .body_bytes = 256}};
    Outcome outcome;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        Progress progress = reader.feed(bytes.substr(at, piece));
        while (progress == Progress::complete) {
            const auto request = reader.take();
            if (request.body.size() > 256 || !request.path.starts_with('/')) std::abort();
            outcome.requests.push_back(request.method + ' ' + request.path + '?' + request.query + ' ' +
                                       request.body);
            progress = reader.feed({});
        }
        if (progress == Progress::refused) {
            outcome.refused = reader.refusal().status;
            break;
        }
    }
    return outcome;
}

}  // namespace

/// The same bytes are the same requests, however they are cut on their way. (The first byte says how.)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(bytes) + 1, size - 1};
    const Outcome whole = read(text, std::max<std::size_t>(text.size(), 1));
    const Outcome pieces = read(text, bytes[0] % 16 + 1u);
    // Which of two faults is seen first may depend on the cut; that there is one may not.
    if (whole.requests != pieces.requests || (whole.refused == 0) != (pieces.refused == 0)) std::abort();
    return 0;
}
