#include "sandbox/dns/zone_value.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

using dns::RecordType;

TEST(ZoneValue, has_absolute_names_in_lower_case) {
    EXPECT_EQ(zone_value(RecordType::cname, "Target.Example"), "target.example.");
    EXPECT_EQ(zone_value(RecordType::cname, "target.example."), "target.example.");
    EXPECT_EQ(zone_value(RecordType::ns, "NS-1.awsdns-00.com"), "ns-1.awsdns-00.com.");
    EXPECT_EQ(zone_value(RecordType::mx, "010  mail.example"), "10 mail.example.");
    EXPECT_EQ(zone_value(RecordType::srv, "1 2 443 a.example"), "1 2 443 a.example.");
    EXPECT_EQ(zone_value(RecordType::soa, "ns. hostmaster.example. 1 7200 900 1209600 86400"),
              "ns. hostmaster.example. 1 7200 900 1209600 86400");
}

TEST(ZoneValue, keeps_addresses_texts_and_properties) {
    EXPECT_EQ(zone_value(RecordType::a, "192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(zone_value(RecordType::aaaa, "2001:DB8:0:0::1"), "2001:db8::1");
    EXPECT_EQ(zone_value(RecordType::txt, "\"a; b (c) @\"  \"\""), "\"a; b (c) @\" \"\"");
    EXPECT_EQ(zone_value(RecordType::caa, "0 issue \"amazon.com; policy=ev\""),
              "0 issue \"amazon.com; policy=ev\"");
    EXPECT_EQ(zone_value(RecordType::ds, "12345 13 2 00FF"), "12345 13 2 00ff");
    EXPECT_EQ(zone_value(RecordType::naptr, "100 50 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" ."),
              "100 50 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" .");
    EXPECT_EQ(zone_value(RecordType::https, "1 . alpn=h2"), "1 . alpn=h2");
}

TEST(ZoneValue, reads_octal_escapes) {
    EXPECT_EQ(zone_value(RecordType::txt, "\"\\141\\303\\251\\\"\\\\\""), "\"a\\195\\169\\\"\\\\\"");
    EXPECT_EQ(zone_value(RecordType::cname, "\\052.example"), "*.example.");
    for (const char* broken : {"\"\\8\"", "\"\\18\"", "\"\\400\"", "\"\\", "\"\\12\""})
        EXPECT_THROW(zone_value(RecordType::txt, broken), Error) << broken;
}

TEST(ZoneValue, holds_what_its_type_holds) {
    const std::vector<std::pair<RecordType, std::string>> wrong{
        {RecordType::a, ""},
        {RecordType::a, "192.0.2"},
        {RecordType::a, "192.0.2.1 192.0.2.2"},
        {RecordType::a, "\\# 4 c0000201"},
        {RecordType::aaaa, "192.0.2.1"},
        {RecordType::cname, "a..b"},
        {RecordType::cname, "a b"},
        {RecordType::cname, "@"},
        {RecordType::cname, "a ; comment"},
        {RecordType::txt, "plain"},
        {RecordType::txt, "\"a\" b"},
        {RecordType::txt, "\"open"},
        {RecordType::txt, "\"a\"\"b\""},
        {RecordType::txt, "( \"a\" )"},
        {RecordType::txt, "\"\xc3\xa9\""},
        {RecordType::txt, "\"a\nb\""},
        {RecordType::txt, "\"" + std::string(256, 'x') + "\""},
        {RecordType::caa, "0 issue amazon.com"},
        {RecordType::caa, "0 issue"},
        {RecordType::caa, "256 issue \"a\""},
        {RecordType::mx, "65536 mail.example"},
        {RecordType::mx, "-1 mail.example"},
        {RecordType::mx, "mail.example"},
        {RecordType::soa, "ns. host. 4294967296 7200 900 1209600 86400"},
        {RecordType::soa, "ns. host. 1 7200 900 1209600"},
    };
    for (const auto& [type, value] : wrong) {
        try {
            ADD_FAILURE() << value << " became " << zone_value(type, value);
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid) << value;
            EXPECT_NE(error.message().find("is no value for " + dns::to_string(type) + ": "),
                      std::string::npos)
                << error.message();
        }
    }
}

}  // namespace
}  // namespace certwright::sandbox
