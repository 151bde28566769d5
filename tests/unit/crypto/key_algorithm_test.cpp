#include "crypto/key_algorithm.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

TEST(KeyAlgorithm, is_written_as_acm_writes_it) {
    for (const auto* name : {"RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1",
                             "EC_secp521r1", "ED25519"})
        EXPECT_EQ(to_string(parse_key_algorithm(name)), name);
}

TEST(KeyAlgorithm, is_read_in_any_case_and_with_hyphens) {
    EXPECT_EQ(parse_key_algorithm("EC_PRIME256V1"), KeyAlgorithm::ec_prime256v1);
    EXPECT_EQ(parse_key_algorithm("RSA-2048"), KeyAlgorithm::rsa_2048);
    EXPECT_EQ(parse_key_algorithm("Ed25519"), KeyAlgorithm::ed25519);
}

TEST(KeyAlgorithm, is_one_of_those_that_can_be_made) {
    for (const auto* name : {"", "RSA_1536", "RSA_20480", "EC_secp256k1", "RSA 2048"}) {
        EXPECT_FALSE(find_key_algorithm(name));
        EXPECT_THROW(parse_key_algorithm(name), Error) << name;
    }
}

}  // namespace
}  // namespace certwright::crypto
