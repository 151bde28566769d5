#include "base/error.hpp"
#include "dns/native.hpp"
#include "sandbox/dns/reply.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

using dns::Name;
using dns::RecordType;

std::vector<sandbox::Zone> example() {
    sandbox::Zone zone{Name::parse("e.com")};
    const auto put = [&](const char* name, RecordType type, std::vector<std::string> values) {
        zone.put(Name::parse(name), type, {std::chrono::seconds{300}, std::move(values)});
    };
    put("e.com", RecordType::soa, {"ns.e.com. host.e.com. 1 7200 900 1209600 60"});
    put("e.com", RecordType::ns, {"ns.e.com"});
    put("w.e.com", RecordType::txt,
        {"\"" + std::string(255, 'x') + "\"", "\"" + std::string(255, 'y') + "\""});
    put("*.w.e.com", RecordType::cname, {"a.e.com"});
    put("a.e.com", RecordType::cname, {"b.e.com"});
    put("b.e.com", RecordType::a, {"192.0.2.1"});
    put("c.e.com", RecordType::cname, {"c.e.com"});
    put("x.y.e.com", RecordType::caa, {"0 issue \"amazon.com\""});
    put("s.e.com", RecordType::ns, {"ns.s.e.com"});
    put("ns.s.e.com", RecordType::aaaa, {"2001:db8::1"});
    return {zone, sandbox::Zone{Name::parse("y.e.com")}};
}

}  // namespace

/// Whatever comes, what goes back is a message with the same id, within the limit, and no failure of ours but
/// for the alias that leads to itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const std::vector<sandbox::Zone> zones = example();
    const auto answer_to = [](const sandbox::Question& question) {
        sandbox::Answer answer = sandbox::answer(zones, question);
        if (answer.code == sandbox::Rcode::server_failure) answer.code = sandbox::Rcode::refused;
        return answer;
    };
    for (const auto transport : {sandbox::DnsTransport::udp, sandbox::DnsTransport::tcp}) {
        const auto reply = sandbox::dns_reply({bytes, size}, transport, answer_to);
        if (!reply) continue;
        if (transport == sandbox::DnsTransport::udp && reply->size() > 1232) std::abort();
        if ((*reply)[0] != bytes[0] || (*reply)[1] != bytes[1] || ((*reply)[2] & 0x80) == 0) std::abort();
        if (((*reply)[3] & 15) == 2) std::abort();
        (void)dns::decode(*reply);
    }
    return 0;
}
