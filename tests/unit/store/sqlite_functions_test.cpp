#include "base/error.hpp"
#include "store/database.hpp"

#include <gtest/gtest.h>

namespace certwright::store {
namespace {

Bytes bits_of(const std::string& numbers) {
    const auto database = Database::open("sqlite::memory:");
    return database->read([&](Connection& connection) {
        return *connection.find("SELECT bit_set(value) FROM json_each($1)", {numbers},
                                [](const Row& row) { return row.blob(0); });
    });
}

bool has(const Bytes& bits, std::size_t number) {
    return number / 8 < bits.size() && (bits[number / 8] >> (number % 8) & 1) != 0;
}

TEST(BitSet, has_the_bits_of_all_rows) {
    const Bytes bits = bits_of("[9, 0, 7, 9, 1000]");
    for (std::size_t number = 0; number < bits.size() * 8; ++number)
        EXPECT_EQ(has(bits, number), number == 0 || number == 7 || number == 9 || number == 1000) << number;
    EXPECT_TRUE(has(bits, 1000));
}

TEST(BitSet, of_no_rows_is_empty) {
    EXPECT_TRUE(bits_of("[]").empty());
}

TEST(BitSet, refuses_numbers_that_no_row_has) {
    for (const char* numbers : {"[1, -1]", "[1, 4294967297]"}) EXPECT_THROW(bits_of(numbers), Error);
}

}  // namespace
}  // namespace certwright::store
