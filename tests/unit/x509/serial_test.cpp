#include "x509/serial.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace certwright::x509 {
namespace {

std::string again(std::string_view text) {
    return serial_text(parse_serial(text).get());
}

TEST(SerialNumber, is_written_in_pairs_of_digits) {
    EXPECT_EQ(again("12"), "12");
    EXPECT_EQ(again("0A1b"), "0a:1b");
    EXPECT_EQ(again("0a:1b"), "0a:1b");
    EXPECT_EQ(again("00:00:01"), "01");
}

TEST(SerialNumber, has_at_most_twenty_octets_with_its_sign) {
    std::string largest = "7f";
    for (int i = 0; i < 19; ++i) largest += ":ff";
    EXPECT_EQ(again(largest), largest);
    for (const auto& refused : {"80" + largest.substr(2), "01:" + largest, std::string{"00"}, std::string{""},
                                std::string{"1"}, std::string{"0x12"}, std::string{"-01"}, std::string{"a:b"},
                                std::string{":0a"}, std::string(1000, '1')})
        EXPECT_THROW(parse_serial(refused), Error) << refused;
}

TEST(SerialNumber, drawn_at_random_has_twenty_octets_and_comes_once) {
    std::set<std::string> drawn;
    for (int i = 0; i < 1000; ++i) {
        const std::string serial = random_serial();
        EXPECT_EQ(serial.size(), 20u * 3 - 1);
        EXPECT_EQ(again(serial), serial);
        drawn.insert(serial);
    }
    EXPECT_EQ(drawn.size(), 1000u);
}

RC_GTEST_PROP(SerialNumber, comes_back_without_its_leading_zeros, ()) {
    const auto bytes = *rc::gen::suchThat(rc::gen::mapcat(rc::gen::inRange(1, 20),
                                                          [](int size) {
                                                              return rc::gen::container<Bytes>(
                                                                  static_cast<std::size_t>(size),
                                                                  rc::gen::arbitrary<std::uint8_t>());
                                                          }),
                                          [](const Bytes& b) { return b.front() != 0; });
    const std::string text = again(to_hex(bytes));
    std::string digits;
    for (const char c : text)
        if (c != ':') digits += c;
    RC_ASSERT(digits == to_hex(bytes));
}

}  // namespace
}  // namespace certwright::x509
