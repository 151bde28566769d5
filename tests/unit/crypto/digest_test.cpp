#include "crypto/digest.hpp"

#include "base/json.hpp"
#include "crypto/hmac.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

// FIPS 180-4, the examples published with it.
TEST(Sha256, agrees_with_fips_180_4) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, in_pieces_equals_the_whole) {
    const std::string piece(1000, 'a');
    Sha256 hash;
    for (int i = 0; i < 1000; ++i) hash.update(piece);
    EXPECT_EQ(to_hex(hash.finish()), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, starts_anew_after_the_end) {
    Sha256 hash;
    hash.update("something else");
    hash.finish();
    hash.update("abc");
    EXPECT_EQ(hash.finish(), sha256("abc"));
}

TEST(Digests, agree_with_python) {
    const json::value vectors = json::parse(test::vector_file("crypto/digest.json"), "vectors");
    ASSERT_GT(vectors.as_array().size(), 10u);
    for (const json::value& vector : vectors.as_array()) {
        const auto field = [&](std::string_view name) { return *json::text(vector.as_object(), name); };
        const Bytes data = from_hex(field("data"));
        EXPECT_EQ(sha256_hex(data), field("sha256"));
        EXPECT_EQ(to_hex(sha1(data)), field("sha1"));
        EXPECT_EQ(to_hex(hmac_sha256(from_hex(field("key")), data)), field("hmac_sha256"));
    }
}

struct Rfc4231Case {
    std::string name, key, message, mac;
};

class Rfc4231 : public testing::TestWithParam<Rfc4231Case> {};

TEST_P(Rfc4231, agrees) {
    const Bytes mac = [&] {
        const auto full = hmac_sha256(from_hex(GetParam().key), from_hex(GetParam().message));
        return Bytes{full.begin(), full.end()};
    }();
    EXPECT_EQ(to_hex(mac).substr(0, GetParam().mac.size()), GetParam().mac);
}

std::string repeated(std::string_view byte, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += byte;
    return text;
}

std::string hex(std::string_view text) {
    return to_hex(as_bytes(text));
}

INSTANTIATE_TEST_SUITE_P(
    Hmac, Rfc4231,
    testing::Values(
        Rfc4231Case{"section_4_2", repeated("0b", 20), hex("Hi There"),
                    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        Rfc4231Case{"section_4_3", hex("Jefe"), hex("what do ya want for nothing?"),
                    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        Rfc4231Case{"section_4_4", repeated("aa", 20), repeated("dd", 50),
                    "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        Rfc4231Case{"section_4_5", "0102030405060708090a0b0c0d0e0f10111213141516171819", repeated("cd", 50),
                    "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        Rfc4231Case{"section_4_6_truncated", repeated("0c", 20), hex("Test With Truncation"),
                    "a3b6167473100ee06e0c796c2955552b"},
        Rfc4231Case{"section_4_7", repeated("aa", 131),
                    hex("Test Using Larger Than Block-Size Key - Hash Key First"),
                    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        Rfc4231Case{
            "section_4_8", repeated("aa", 131),
            hex("This is a test using a larger than block-size key and a larger than block-size data. "
                "The key needs to be hashed before being used by the HMAC algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"}),
    [](const auto& bundle) { return bundle.param.name; });

TEST(Hmac, takes_an_empty_key) {
    EXPECT_EQ(to_hex(hmac_sha256("", "")),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

}  // namespace
}  // namespace certwright::crypto
