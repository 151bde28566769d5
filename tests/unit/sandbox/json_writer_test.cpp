#include "sandbox/wire/json_writer.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

TEST(JsonWriter, writes_what_a_parser_reads_back) {
    std::string odd = "plain \"quoted\" \\ / ü \x7f";
    for (char control = 0; control < 0x20; ++control) odd += control;

    JsonWriter out;
    out.begin_object();
    out.name("List");
    out.begin_array();
    out.text(odd);
    out.text("");
    out.begin_array();
    out.end_array();
    out.begin_object();
    out.end_object();
    out.end_array();
    out.key("odd \"key\"\n");
    out.begin_object();
    out.name("Value");
    out.scalar(nullptr);
    out.end_object();
    out.end_object();

    EXPECT_EQ(json::parse(std::move(out).take(), "what was written"),
              (json::object{{"List", {odd, "", json::array{}, json::object{}}},
                            {"odd \"key\"\n", json::object{{"Value", nullptr}}}}));
}

TEST(JsonWriter, numbers_and_booleans) {
    JsonWriter out;
    out.begin_array();
    for (const auto& value :
         {json::value(-7), json::value(std::uint64_t{18446744073709551615U}), json::value(1764147161.0),
          json::value(1764147161.25), json::value(1e300), json::value(true), json::value(false)})
        out.scalar(value);
    out.end_array();
    EXPECT_EQ(std::move(out).take(), "[-7,18446744073709551615,1764147161,1764147161.25,1e+300,true,false]");
}

}  // namespace
}  // namespace certwright::sandbox
