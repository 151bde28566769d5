#include "sandbox/pca/decimal.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox::pca {
namespace {

TEST(PcaDecimal, is_the_same_number) {
    EXPECT_EQ(decimal_of("00"), "0");
    EXPECT_EQ(decimal_of("10:0d"), "4109");
    EXPECT_EQ(decimal_of("01:00:00:00:00:00:00:00:00"), "18446744073709551616");
}

}  // namespace
}  // namespace certwright::sandbox::pca
