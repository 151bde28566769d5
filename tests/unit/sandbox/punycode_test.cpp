#include "sandbox/acm/punycode.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox::acm {
namespace {

TEST(Punycode, of_names_that_are_in_use) {
    // RFC 3492 section 7.1, "bücher", "例え", an emoji beyond the basic plane.
    for (const auto* encoded : {"bcher-kva", "r8jz45g", "ls8h", "ihqwcrb4cv8a8dqg056pqjye", "a-eha"})
        EXPECT_TRUE(is_punycode(encoded)) << encoded;
}

TEST(Punycode, of_what_nothing_encodes_to) {
    // A number beyond the last character, one that does not end, nothing but ASCII, a surrogate.
    for (const auto* encoded : {"999999999999", "bcher-kv", "a-", "", "-", "bcher-k_a",
                                "zzzzzzzzzzzzzzzzzzzzzzzz", "x-qc4g", "ti9b"})
        EXPECT_FALSE(is_punycode(encoded)) << encoded;
}

}  // namespace
}  // namespace certwright::sandbox::acm
