#include "sandbox/wire/cbor_codec.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/wire/service_model.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

const ServiceModel& model() {
    static const auto read = ServiceModel::parse("small", R"({
        "metadata": {"protocols": ["smithy-rpc-v2-cbor", "json"]},
        "operations": {},
        "shapes": {
            "All": {"type": "structure", "members": {
                "Text": {"shape": "Text"}, "Blob": {"shape": "Blob"}, "At": {"shape": "At"},
                "Number": {"shape": "Number"}, "Flag": {"shape": "Flag"}, "List": {"shape": "List"},
                "Map": {"shape": "Map"}, "Inner": {"shape": "All"}}},
            "Text": {"type": "string"}, "Blob": {"type": "blob"}, "At": {"type": "timestamp"},
            "Number": {"type": "long"}, "Flag": {"type": "boolean"},
            "List": {"type": "list", "member": {"shape": "Text"}},
            "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Number"}}}})");
    return read;
}

const Shape& all() {
    return *model().shapes.at("All");
}

json::object decoded(std::string_view hex) {
    const Bytes body = from_hex(hex);
    return decode_cbor(all(), as_text(body));
}

std::string refusal(std::string_view hex) {
    try {
        return "accepted " + boost::json::serialize(decoded(hex));
    } catch (const ServiceError& refused) {
        return refused.code();
    }
}

TEST(CborCodec, gives_back_what_it_wrote) {
    const json::object value{{"Text", "é"},
                             {"Blob", std::string{"\0\xff", 2}},
                             {"At", 1700000000.5},
                             {"Number", -5'000'000'000},
                             {"Flag", true},
                             {"List", json::array{"a", "b"}},
                             {"Map", json::object{{"one", 1}}},
                             {"Inner", json::object{{"Flag", false}}}};
    EXPECT_EQ(decode_cbor(all(), encode_cbor(all(), value)), value);
}

TEST(CborCodec, writes_as_smithy_wants_it) {
    EXPECT_EQ(to_hex(as_bytes(encode_cbor(all(), {{"At", 1.5}}))),
              "a1"
              "624174"
              "c1fb3ff8000000000000");
    EXPECT_EQ(to_hex(as_bytes(encode_cbor(all(), {{"Blob", "x"}}))),
              "a1"
              "64426c6f62"
              "4178");
    EXPECT_EQ(to_hex(as_bytes(encode_cbor(json::object{{"n", nullptr}, {"i", -1}}))),
              "a2"
              "616e"
              "f6"
              "6169"
              "20");
}

TEST(CborCodec, reads_what_other_writers_write) {
    // Maps, texts and lists without a length; "Text" in two pieces.
    EXPECT_EQ(decoded("bf"
                      "6454657874"
                      "7f61616162ff"
                      "ff"),
              (json::object{{"Text", "ab"}}));
    EXPECT_EQ(decoded("a1"
                      "644c697374"
                      "9f6161ff"),
              (json::object{{"List", json::array{"a"}}}));
    // Halves, and whole numbers, as timestamps.
    EXPECT_EQ(decoded("a1"
                      "624174"
                      "c1f93c00"),
              (json::object{{"At", 1.0}}));
    EXPECT_EQ(decoded("a1"
                      "624174"
                      "c11a6553f100"),
              (json::object{{"At", 1700000000.0}}));
    // Nothing, something undefined, and members that nobody knows.
    EXPECT_EQ(decoded("a3"
                      "6454657874"
                      "f6"
                      "64466c6167"
                      "f7"
                      "6158"
                      "a1616182f5bf616201ff"),
              (json::object{}));
}

TEST(CborCodec, refuses_what_is_no_input) {
    for (const std::string_view hex : {
             "80",  // a list
             "a1",  // ends early
             "a0"
             "00",  // more behind it
             "a1"
             "6454657874"
             "01",  // a number for a text
             "a1"
             "6454657874"
             "4161",  // bytes for a text
             "a1"
             "6454657874"
             "61ff",  // no UTF-8
             "a1"
             "64426c6f62"
             "6161",  // a text for a blob
             "a1"
             "664e756d626572"
             "f93e00",  // a fraction for a whole number
             "a1"
             "664e756d626572"
             "1bffffffffffffffff",  // beyond 64 bits
             "a1"
             "01"
             "01",  // a number for a name
             "a1"
             "6454657874"
             "7f4161ff",  // bytes in a text
             "a1"
             "644c697374"
             "9bffffffffffffffff",  // a list longer than its input
             "a1"
             "6454657874"
             "7affffffff",  // so is a text
             "ff",
         }) {
        EXPECT_EQ(refusal(hex), "SerializationException") << hex;
    }
}

TEST(CborCodec, nests_only_so_deep) {
    std::string inner, unknown;
    for (int level = 0; level < 40; ++level)
        inner +=
            "a1"
            "65496e6e6572";
    for (int level = 0; level < 40; ++level) unknown += "81";
    EXPECT_EQ(refusal(inner + "a0"), "SerializationException");
    EXPECT_EQ(refusal("a1"
                      "6158" +
                      unknown + "80"),
              "SerializationException");
    EXPECT_EQ(decoded("a1"
                      "65496e6e6572"
                      "a1"
                      "65496e6e6572"
                      "a0")
                  .size(),
              1U);
}

}  // namespace
}  // namespace certwright::sandbox
