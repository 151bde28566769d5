#include "base/clock.hpp"
#include "sandbox/dns/dns_server.hpp"
#include "support/bind_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <sstream>

namespace certwright::sandbox {
namespace {

const TsigKey the_key{"certwright-key", "hmac-sha256", "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3I="};
const char* const the_zone =
    "$ORIGIN corp.test.\n"
    "@ 300 SOA ns.corp.test. host.corp.test. 7 7200 900 1209600 60\n"
    "@ 300 NS ns.corp.test.\n"
    "ns 300 A 192.0.2.53\n"
    "www 300 A 192.0.2.1\n"
    "alias 300 CNAME www.corp.test.\n";

Zone zone_of_ours() {
    using enum dns::RecordType;
    const auto name = [](const char* text) { return dns::Name::parse(text); };
    Zone zone{name("corp.test")};
    zone.put(name("corp.test"), soa, {300s, {"ns.corp.test. host.corp.test. 7 7200 900 1209600 60"}});
    zone.put(name("corp.test"), ns, {300s, {"ns.corp.test."}});
    zone.put(name("ns.corp.test"), a, {300s, {"192.0.2.53"}});
    zone.put(name("www.corp.test"), a, {300s, {"192.0.2.1"}});
    zone.put(name("alias.corp.test"), cname, {300s, {"www.corp.test."}});
    return zone;
}

/// One zone of ours that takes updates, and its server.
struct OurServer {
    std::mutex mutex;
    Zone zone = zone_of_ours();
    SystemClock clock;
    DnsServer server{{},
                     [this] {
                         const std::scoped_lock lock{mutex};
                         return std::make_shared<const std::vector<Zone>>(1, zone);
                     },
                     {.key_of =
                          [this](const dns::Name& origin) {
                              return origin == zone.origin() ? std::optional{the_key} : std::nullopt;
                          },
                      .change =
                          [this](const dns::Name&, const std::function<Rcode(Zone&)>& how) {
                              const std::scoped_lock lock{mutex};
                              return how(zone);
                          },
                      .now = [this] { return clock.now(); }}};
};

/// What nsupdate says to an update; "" when it was done.
std::string update(std::uint16_t port, const std::string& commands, const TsigKey& key = the_key) {
    const test::TempDirectory directory;
    const auto script = directory.path() / "script";
    std::ofstream{script} << "server 127.0.0.1 " << port << "\nzone corp.test\n" << commands << "\nsend\n";
    std::vector<std::string> command{"nsupdate", "-t", "20"};
    if (!key.name.empty()) {
        command.push_back("-y");
        command.push_back(key.algorithm + ":" + key.name + ":" + key.secret);
    }
    command.push_back(script);
    test::ChildProcess process{command, directory.path() / "log"};
    const int status = process.wait();
    const std::string output = process.output();
    EXPECT_EQ(status == 0, output.empty()) << output;
    return output;
}

/// What the server says of every name that the updates are about, sorted: order means nothing.
std::vector<std::string> dig(std::uint16_t port) {
    const test::TempDirectory directory;
    const auto questions = directory.path() / "questions";
    std::ofstream out{questions};
    for (const char* name : {"", "www.", "alias.", "txt.", "caa.", "new.", "_a.www.", "srv.", "both."})
        for (const char* type : {"SOA", "NS", "A", "TXT", "CNAME", "CAA", "SRV"})
            out << name << "corp.test. " << type << "\n";
    out.close();
    std::istringstream in{test::output_of({"dig", "@127.0.0.1", "-p", std::to_string(port), "+norecurse",
                                           "+nocookie", "+noall", "+answer", "-f", questions})};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// In this order, each on what those before have left.
const std::vector<std::string> updates{
    "update add _a.www.corp.test. 60 CNAME _b.acm-validations.aws.",
    "update add _a.www.corp.test. 60 CNAME _c.acm-validations.aws.",
    "update add txt.corp.test. 60 TXT \"one two\" \"th\\\"ree \\195\"",
    "update add txt.corp.test. 90 TXT \"more\"",
    "update add txt.corp.test. 90 TXT \"more\"",
    "update add caa.corp.test. 60 CAA 0 issue \"amazon.com\"",
    "update add srv.corp.test. 60 SRV 1 2 443 www.corp.test.",
    "update delete srv.corp.test. SRV 1 2 443 www.corp.test.",
    "update delete txt.corp.test. TXT \"more\"",
    "update delete txt.corp.test. TXT \"never there\"",
    "update delete nothing.corp.test.",
    "update add alias.corp.test. 60 A 192.0.2.9",
    "update add www.corp.test. 60 CNAME elsewhere.test.",
    "update add corp.test. 60 CNAME elsewhere.test.",
    "update delete corp.test. NS",
    "update delete corp.test. NS ns.corp.test.",
    "update delete corp.test. SOA",
    "update delete corp.test.",
    "update add other.example. 60 A 192.0.2.9",
    "prereq nxdomain new.corp.test.\nupdate add new.corp.test. 60 A 192.0.2.7",
    "prereq nxdomain new.corp.test.\nupdate add new.corp.test. 60 A 192.0.2.8",
    "prereq yxdomain gone.corp.test.\nupdate add new.corp.test. 60 A 192.0.2.8",
    "prereq yxdomain new.corp.test.\nupdate add new.corp.test. 60 A 192.0.2.8",
    "prereq yxrrset new.corp.test. TXT\nupdate delete new.corp.test.",
    "prereq nxrrset new.corp.test. A\nupdate delete new.corp.test.",
    "prereq yxrrset new.corp.test. A 192.0.2.7\nupdate delete new.corp.test.",
    "prereq yxrrset new.corp.test. A 192.0.2.7\nprereq yxrrset new.corp.test. A 192.0.2.8\n"
    "update delete new.corp.test. A 192.0.2.7\nupdate add both.corp.test. 60 A 192.0.2.5",
    "update delete new.corp.test. A\nupdate delete www.corp.test. A\nupdate add www.corp.test. 30 A "
    "192.0.2.2",
};

TEST(ZoneUpdates, are_done_as_BIND_does_them) {
    OurServer ours;
    const test::BindServer bind{{{"corp.test", the_zone}}, {the_key.name, the_key.algorithm, the_key.secret}};
    for (const std::string& each : updates) {
        EXPECT_EQ(update(ours.server.port(), each), update(bind.port(), each)) << each;
        EXPECT_EQ(dig(ours.server.port()), dig(bind.port())) << each;
    }
}

TEST(ZoneUpdates, need_the_key_of_the_zone) {
    OurServer ours;
    const std::string change = "update add stolen.corp.test. 60 A 192.0.2.66";
    TsigKey wrong_secret = the_key;
    wrong_secret.secret = "b3RoZXI=";
    TsigKey wrong_name = the_key;
    wrong_name.name = "another-key";
    EXPECT_NE(update(ours.server.port(), change, {}).find("REFUSED"), std::string::npos);
    EXPECT_NE(update(ours.server.port(), change, wrong_secret).find("BADSIG"), std::string::npos);
    EXPECT_NE(update(ours.server.port(), change, wrong_name).find("BADKEY"), std::string::npos);
    EXPECT_EQ(ours.zone, zone_of_ours());
}

}  // namespace
}  // namespace certwright::sandbox
