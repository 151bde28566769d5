#pragma once

#include "sandbox/dns/dns_server.hpp"
#include "sandbox/dns/zone_value.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

/// Zones with one of everything, for our server and for BIND.
namespace certwright::sandbox {

struct ExampleRecord {
    std::string name;
    dns::RecordType type;
    std::string value;  ///< as Route 53 takes it
};

inline const std::map<std::string, std::vector<ExampleRecord>>& example_zones() {
    using enum dns::RecordType;
    static const std::string long_text(250, 'x');
    static const std::map<std::string, std::vector<ExampleRecord>> zones{
        {"example.com",
         {
             {"example.com", soa, "ns.example.com. host.example.com. 1 7200 900 1209600 60"},
             {"example.com", ns, "ns.example.com"},
             {"example.com", ns, "ns2.example.net"},
             {"example.com", mx, "10 mail.example.com"},
             {"example.com", caa, "0 issue \"amazon.com\""},
             {"example.com", caa, "128 issuewild \";\""},
             {"ns.example.com", a, "192.0.2.53"},
             {"ns.example.com", aaaa, "2001:db8::53"},
             {"www.example.com", a, "192.0.2.1"},
             {"www.example.com", a, "192.0.2.2"},
             {"www.example.com", txt, "\"a b\" \"\\303\\251 \\\"quoted\\\" ;\""},
             {"xn--bcher-kva.example.com", a, "192.0.2.3"},
             {"_x1.www.example.com", cname, "_x2.acm-validations.example.net"},
             {"alias.example.com", cname, "alias2.example.com"},
             {"alias2.example.com", cname, "www.example.com"},
             {"away.example.com", cname, "a.example.net"},
             {"tochild.example.com", cname, "www.child.example.com"},
             {"toorigin.example.com", cname, "child.example.com"},
             {"astray.example.com", cname, "gone.example.net"},
             {"nowhere.example.com", cname, "gone.example.com"},
             {"loop.example.com", cname, "loop2.example.com"},
             {"loop2.example.com", cname, "loop.example.com"},
             {"_deep.ent.example.com", txt, "\"deep\""},
             {"*.wild.example.com", a, "192.0.2.9"},
             {"*.wild.example.com", txt, "\"wild\""},
             {"there.wild.example.com", txt, "\"there\""},
             {"a.below.wild.example.com", txt, "\"a\""},
             {"*.alias.example.com", cname, "www.example.com"},
             {"*.empty.example.com", cname, "gone.example.com"},
             {"x.*.odd.example.com", txt, "\"odd\""},
             {"sub.example.com", ns, "ns.sub.example.com"},
             {"sub.example.com", ns, "ns.example.com"},
             {"sub.example.com", ds,
              "12345 13 2 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"},
             {"ns.sub.example.com", a, "192.0.2.54"},
             {"hidden.sub.example.com", a, "192.0.2.55"},
             {"down.example.com", cname, "www.sub.example.com"},
             {"large.example.com", txt, "\"1" + long_text + "\""},
             {"large.example.com", txt, "\"2" + long_text + "\""},
             {"large.example.com", txt, "\"3" + long_text + "\""},
             {"large.example.com", txt, "\"4" + long_text + "\""},
             {"large.example.com", txt, "\"5" + long_text + "\""},
             {"ptr.example.com", ptr, "www.example.com"},
             {"srv.example.com", srv, "1 2 443 www.example.com"},
             {"naptr.example.com", naptr, "100 50 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" ."},
             {"sshfp.example.com", sshfp,
              "1 2 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"},
             {"tlsa.example.com", tlsa,
              "3 1 1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"},
             {"spf.example.com", spf, "\"v=spf1 -all\""},
             {"https.example.com", https, "1 . alpn=h2"},
             {"svcb.example.com", svcb, "0 www.example.com"},
         }},
        {"example.net",
         {
             {"example.net", soa, "ns.example.com. host.example.com. 1 7200 900 1209600 30"},
             {"example.net", ns, "ns.example.com"},
             {"a.example.net", a, "192.0.2.20"},
             {"_x2.acm-validations.example.net", txt, "\"v\""},
         }},
        {"child.example.com",
         {
             {"child.example.com", soa, "ns.example.com. host.example.com. 1 7200 900 1209600 600"},
             {"child.example.com", ns, "ns.example.com"},
             {"www.child.example.com", a, "192.0.2.30"},
         }},
    };
    return zones;
}

inline constexpr std::chrono::seconds example_ttl{300};

inline std::shared_ptr<const std::vector<Zone>> zones_of_ours() {
    auto zones = std::make_shared<std::vector<Zone>>();
    for (const auto& [origin, records] : example_zones()) {
        Zone zone{dns::Name::parse(origin)};
        for (const ExampleRecord& record : records) {
            const dns::Name name = dns::Name::parse(record.name);
            RecordSet set{example_ttl, {}};
            for (const ExampleRecord& other : records) {
                if (other.name == record.name && other.type == record.type) set.values.push_back(other.value);
            }
            zone.put(name, record.type, set);
        }
        zones->push_back(std::move(zone));
    }
    return zones;
}

inline std::map<std::string, std::string> zone_files() {
    std::map<std::string, std::string> files;
    for (const auto& [origin, records] : example_zones()) {
        for (const ExampleRecord& record : records)
            files[origin] += record.name + ". 300 IN " + dns::to_string(record.type) + " " +
                             zone_value(record.type, record.value) + "\n";
    }
    return files;
}

}  // namespace certwright::sandbox
