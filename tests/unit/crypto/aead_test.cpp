#include "crypto/aead.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/random.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

Secret secret_from_hex(std::string_view hex) {
    const Bytes bytes = from_hex(hex);
    return Secret{std::string{as_text(bytes)}};
}

/// The plaintext in hexadecimal, or "refused".
std::string opened(std::string_view key, std::string_view sealed, std::string_view associated_data) {
    const Bytes associated = from_hex(associated_data);
    const auto plaintext = open(secret_from_hex(key), from_hex(sealed), as_text(associated));
    return plaintext ? to_hex(as_bytes(plaintext->reveal())) : "refused";
}

// "The Galois/Counter Mode of Operation", appendix B, the cases with a 256-bit key and 96-bit nonce.
TEST(Aead, opens_the_published_test_cases) {
    const std::string zeros(64, '0');
    EXPECT_EQ(opened(zeros, std::string(24, '0') + "530f8afbc74536b9a963b4f1c4cb738b", ""), "");
    EXPECT_EQ(
        opened(zeros,
               std::string(24, '0') + "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919",
               ""),
        std::string(32, '0'));
    EXPECT_EQ(opened("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                     "cafebabefacedbaddecaf888"
                     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                     "76fc6ece0f4e1768cddf8853bb2d551b",
                     "feedfacedeadbeeffeedfacedeadbeefabaddad2"),
              "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

TEST(Aead, opens_what_another_implementation_sealed) {
    const json::value vectors = json::parse(test::vector_file("crypto/aead.json"), "vectors");
    ASSERT_GT(vectors.as_array().size(), 10u);
    for (const json::value& vector : vectors.as_array()) {
        const auto field = [&](std::string_view name) { return *json::text(vector.as_object(), name); };
        EXPECT_EQ(opened(field("key"), field("sealed"), field("associated_data")), field("plaintext"));
    }
}

TEST(Aead, opens_what_it_sealed_and_never_seals_twice_alike) {
    const Secret key = random_secret(aead_key_size);
    for (const std::size_t size : {0U, 1U, 16U, 17U, 5000U}) {
        const std::string plaintext(size, 'p');
        const Bytes first = seal(key, plaintext, "context");
        EXPECT_EQ(first.size(), aead_nonce_size + size + aead_tag_size);
        EXPECT_NE(first, seal(key, plaintext, "context"));
        ASSERT_TRUE(open(key, first, "context"));
        EXPECT_EQ(open(key, first, "context")->reveal(), plaintext);
    }
}

TEST(Aead, refuses_every_changed_bit) {
    const Secret key = random_secret(aead_key_size);
    const Bytes sealed = seal(key, "attack at dawn", "row 7");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        Bytes changed = sealed;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << bit % 8));
        EXPECT_FALSE(open(key, changed, "row 7")) << bit;
    }
}

TEST(Aead, refuses_other_keys_other_contexts_and_every_shorter_message) {
    const Secret key = random_secret(aead_key_size);
    const Bytes sealed = seal(key, "attack at dawn", "row 7");
    EXPECT_FALSE(open(random_secret(aead_key_size), sealed, "row 7"));
    EXPECT_FALSE(open(key, sealed, "row 8"));
    EXPECT_FALSE(open(key, sealed, ""));
    for (std::size_t size = 0; size < sealed.size(); ++size)
        EXPECT_FALSE(open(key, BytesView{sealed}.first(size), "row 7")) << size;
}

TEST(Aead, refuses_a_key_of_another_size) {
    EXPECT_THROW(seal(random_secret(16), "text", ""), Error);
    EXPECT_THROW(open(random_secret(33), Bytes(40), ""), Error);
}

TEST(Random, differs_each_time) {
    EXPECT_EQ(random_bytes(32).size(), 32u);
    EXPECT_NE(random_bytes(32), random_bytes(32));
    EXPECT_EQ(random_secret(32).size(), 32u);
    EXPECT_NE(random_secret(32).reveal(), random_secret(32).reveal());
}

}  // namespace
}  // namespace certwright::crypto
