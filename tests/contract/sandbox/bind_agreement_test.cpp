#include "example_zones.hpp"
#include "support/bind_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace certwright::sandbox {
namespace {

using test::BindServer;

/// Every name of the zones, what is above it, and names that are near to it but not there.
std::set<std::string> names_to_ask() {
    std::set<std::string> names{"example.org", "com"};
    for (const auto& [origin, records] : example_zones()) {
        for (const ExampleRecord& record : records) {
            for (dns::Name name = dns::Name::parse(record.name); name.depth() >= 2; name = name.parent())
                names.insert({name.text(), "x." + name.text(), "y.x." + name.text(), "*." + name.text()});
        }
    }
    return names;
}

/// dig's answers in the order of the questions, each as its sorted lines: order within a section means
/// nothing.
std::vector<std::string> dig(std::uint16_t port, const std::filesystem::path& questions) {
    const std::string output =
        test::output_of({"dig", "@127.0.0.1", "-p", std::to_string(port), "+norecurse", "+nocookie",
                         "+tries=1", "+nocmd", "+nostats", "-f", questions});
    std::vector<std::string> answers;
    std::istringstream in{output};
    std::vector<std::string> lines;
    const auto finish = [&] {
        std::sort(lines.begin(), lines.end());
        std::string answer;
        for (const std::string& line : lines) answer += line + "\n";
        answers.push_back(answer);
        lines.clear();
    };
    for (std::string line; std::getline(in, line);) {
        if (line == ";; Got answer:" && !lines.empty()) finish();
        line = line.substr(0, line.find(", id: "));
        // BIND explains some failures (RFC 8914).
        if (!line.empty() && line != ";; Got answer:" && !line.starts_with("; EDE: ")) lines.push_back(line);
    }
    finish();
    return answers;
}

TEST(OurServerAndBind, say_the_same) {
    const test::TempDirectory directory;
    const auto questions = directory.path() / "questions";
    std::vector<std::string> asked;
    {
        std::ofstream out{questions};
        for (const std::string& name : names_to_ask()) {
            for (const char* type : {"A", "TXT", "CNAME", "NS", "SOA", "CAA", "DS", "ANY", "TYPE64999"})
                asked.push_back(name + ". " + type);
        }
        // BIND adds the addresses of the servers, which nobody has to.
        std::erase(asked, "example.com. NS");
        for (const std::string& question : asked) out << question << "\n";
    }
    const BindServer bind{zone_files()};
    const DnsServer server{{}, [zones = zones_of_ours()] { return zones; }};
    const auto ours = dig(server.port(), questions);
    const auto theirs = dig(bind.port(), questions);
    ASSERT_EQ(ours.size(), asked.size());
    ASSERT_EQ(theirs.size(), asked.size());
    for (std::size_t at = 0; at < asked.size(); ++at) EXPECT_EQ(ours[at], theirs[at]) << asked[at];
}

}  // namespace
}  // namespace certwright::sandbox
