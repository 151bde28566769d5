#include "crypto/password.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/derive.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

constexpr Argon2Cost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};

std::string hex_of(const Secret& secret) {
    return to_hex(as_bytes(secret.reveal()));
}

// RFC 9106 section 5.3.
TEST(Argon2id, agrees_with_rfc_9106) {
    const Secret tag = argon2id(Secret{std::string(32, '\1')}, Bytes(16, 2),
                                {.memory_kib = 32, .passes = 3, .lanes = 4}, 32, Bytes(8, 3), Bytes(12, 4));
    EXPECT_EQ(hex_of(tag), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

TEST(Argon2id, makes_a_key_of_a_passphrase_and_its_salt) {
    const Secret passphrase{"correct horse battery staple"};
    const Secret key = derive_from_passphrase(passphrase, Bytes(16, 1), cheap);
    EXPECT_EQ(key.size(), 32u);
    EXPECT_EQ(key.reveal(), derive_from_passphrase(passphrase, Bytes(16, 1), cheap).reveal());
    EXPECT_NE(key.reveal(), derive_from_passphrase(passphrase, Bytes(16, 2), cheap).reveal());
    EXPECT_NE(key.reveal(), derive_from_passphrase(Secret{"another"}, Bytes(16, 1), cheap).reveal());
}

TEST(Argon2id, refuses_a_salt_that_is_too_short) {
    EXPECT_THROW(argon2id(Secret{"p"}, Bytes(7), cheap, 32), Error);
}

// phc-winner-argon2/src/test.c
TEST(Password, verifies_a_hash_of_the_reference_implementation) {
    const std::string phc =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    EXPECT_TRUE(verify_password(Secret{"password"}, phc));
    EXPECT_FALSE(verify_password(Secret{"Password"}, phc));
}

TEST(Password, verifies_its_own_hash_and_nothing_else) {
    const std::string phc = hash_password(Secret{"a good long password"}, cheap);
    EXPECT_TRUE(phc.starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << phc;
    EXPECT_TRUE(verify_password(Secret{"a good long password"}, phc));
    EXPECT_FALSE(verify_password(Secret{"a good long passwor"}, phc));
    EXPECT_FALSE(verify_password(Secret{""}, phc));
    EXPECT_NE(phc, hash_password(Secret{"a good long password"}, cheap));
}

TEST(Password, takes_every_byte_also_zero) {
    const std::string phc = hash_password(Secret{std::string("a\0b", 3)}, cheap);
    EXPECT_TRUE(verify_password(Secret{std::string("a\0b", 3)}, phc));
    EXPECT_FALSE(verify_password(Secret{std::string("a\0c", 3)}, phc));
}

TEST(Password, is_hashed_again_when_the_cost_changes) {
    const std::string phc = hash_password(Secret{"a good long password"}, cheap);
    EXPECT_FALSE(needs_rehash(phc, cheap));
    EXPECT_TRUE(needs_rehash(phc));
    EXPECT_TRUE(needs_rehash(phc, {.memory_kib = 64, .passes = 10, .lanes = 1}));
}

TEST(Password, refuses_to_compare_with_what_is_no_hash) {
    EXPECT_THROW(verify_password(Secret{"p"}, "plain text"), Error);
    EXPECT_THROW(verify_password(Secret{"p"}, ""), Error);
}

// RFC 5869 appendix A.1 and A.3.
TEST(Derive, agrees_with_rfc_5869) {
    const Secret key{std::string(22, '\x0b')};
    const Bytes info = from_hex("f0f1f2f3f4f5f6f7f8f9");
    EXPECT_EQ(hex_of(derive(key, as_text(info), 42, from_hex("000102030405060708090a0b0c"))),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    EXPECT_EQ(hex_of(derive(key, "", 42)),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(Derive, agrees_with_openssl) {
    const json::value vectors = json::parse(test::vector_file("crypto/hkdf.json"), "vectors");
    for (const json::value& vector : vectors.as_array()) {
        const auto field = [&](std::string_view name) {
            return from_hex(*json::text(vector.as_object(), name));
        };
        const Bytes key = field("key");
        const Bytes purpose = field("purpose");
        const Bytes expected = field("derived");
        EXPECT_EQ(hex_of(derive(Secret{std::string{as_text(key)}}, as_text(purpose), expected.size(),
                                field("salt"))),
                  to_hex(expected));
    }
}

}  // namespace
}  // namespace certwright::crypto
