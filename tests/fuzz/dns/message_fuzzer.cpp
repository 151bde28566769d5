#include "base/error.hpp"
#include "dns/message.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// Whatever a server sends is an outcome, and what it holds fits together.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const dns::Name asked = dns::Name::parse("www.example.com");
    for (const auto type : {dns::RecordType::txt, dns::RecordType::cname, dns::RecordType::caa}) {
        const dns::Response response = dns::read_response({bytes, size}, asked, type);
        dns::Name at = asked;
        for (const dns::Record& alias : response.chain) {
            if (alias.name != at) std::abort();
            at = dns::target(alias);
        }
        const bool answered = response.kind == dns::Response::Kind::answered;
        if (answered == response.records.empty()) std::abort();
        for (const dns::Record& record : response.records) {
            if (record.name != at || record.type != type) std::abort();
            (void)dns::words(record.value);
        }
    }
    return 0;
}
