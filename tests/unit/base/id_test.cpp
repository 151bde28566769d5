#include "base/id.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

namespace certwright {
namespace {

TEST(Id, has_its_prefix_and_26_characters_of_base_32) {
    const std::string id = new_id_text("acc");
    EXPECT_TRUE(id.starts_with("acc_"));
    EXPECT_EQ(id.size(), 4u + 26u);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz", 4), std::string::npos) << id;
}

TEST(Id, sorts_in_the_order_of_making_also_within_a_millisecond) {
    std::vector<std::string> ids;
    for (int i = 0; i < 10'000; ++i) ids.push_back(new_id_text("x"));
    EXPECT_TRUE(std::ranges::is_sorted(ids, std::ranges::less_equal{}));
}

TEST(Id, is_made_once_by_however_many_threads) {
    std::vector<std::vector<std::string>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : made)
            threads.emplace_back([&mine] {
                for (int i = 0; i < 5'000; ++i) mine.push_back(new_id_text("x"));
            });
    }
    std::set<std::string> all;
    for (const auto& mine : made) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 20'000u);
}

}  // namespace
}  // namespace certwright
