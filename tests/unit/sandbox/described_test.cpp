#include "sandbox/state/described.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

namespace certwright::sandbox::state {
namespace {

struct Whole {
    std::string name;
    int count = 3;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (name, count, note))

struct ForgetsTheLast {
    std::string name;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ForgetsTheLast, (), (name))

struct ForgetsOneInBetween {
    std::string name, alias, title;
};
BOOST_DESCRIBE_STRUCT(ForgetsOneInBetween, (), (name, title))

struct ForgetsTheFirst {
    std::map<int, int> numbers;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ForgetsTheFirst, (), (name))

struct SwapsTwo {
    std::string name;
    int count = 0;
};
BOOST_DESCRIBE_STRUCT(SwapsTwo, (), (count, name))

TEST(Described, finds_members_that_a_description_forgets) {
    EXPECT_TRUE(is_wholly_described<Whole>);
    EXPECT_FALSE(is_wholly_described<ForgetsTheLast>);
    EXPECT_FALSE(is_wholly_described<ForgetsOneInBetween>);
    EXPECT_FALSE(is_wholly_described<ForgetsTheFirst>);
    EXPECT_FALSE(is_wholly_described<SwapsTwo>);
    EXPECT_FALSE(Described<std::string>);
}

}  // namespace
}  // namespace certwright::sandbox::state
