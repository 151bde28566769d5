#include "lifecycle/roll_out.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Numbers = std::vector<std::int64_t>;

Dependence used_by(std::int64_t users) {
    return {.users = users};
}

TEST(Turns, begin_with_everything_that_nobody_uses) {
    EXPECT_EQ(turns_of({used_by(3), used_by(0), used_by(1), used_by(0)}), (Numbers{2, 0, 1, 0}));
}

TEST(Turns, begin_with_the_least_used_where_all_are_in_use) {
    EXPECT_EQ(turns_of({used_by(5), used_by(2)}), (Numbers{1, 0}));
}

TEST(Turns, come_last_where_use_is_not_known) {
    EXPECT_EQ(turns_of({Dependence{}, used_by(9), used_by(0)}), (Numbers{2, 1, 0}));
}

TEST(Turns, do_not_wait_where_nothing_changes) {
    EXPECT_EQ(turns_of({{.is_served = true, .users = 7}, used_by(1), used_by(0)}), (Numbers{0, 1, 0}));
}

TEST(Turns, are_none_for_nothing) {
    EXPECT_TRUE(turns_of({}).empty());
}

}  // namespace
}  // namespace certwright::lifecycle
