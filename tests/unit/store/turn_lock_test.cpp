#include "store/turn_lock.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace certwright::store {
namespace {

TEST(TurnLock, is_given_in_the_order_of_asking) {
    TurnLock turn_lock;
    ASSERT_TRUE(turn_lock.try_lock_for(1s));
    std::vector<int> order;
    std::vector<std::jthread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&, number] {
            ASSERT_TRUE(turn_lock.try_lock_for(1min));
            order.push_back(number);
            turn_lock.unlock();
        });
        while (turn_lock.waiting() <= static_cast<std::size_t>(number)) std::this_thread::yield();
    }
    turn_lock.unlock();
    threads.clear();
    EXPECT_EQ(order, (std::vector{0, 1, 2, 3}));
}

TEST(TurnLock, does_not_go_to_who_gave_up) {
    TurnLock turn_lock;
    ASSERT_TRUE(turn_lock.try_lock_for(1s));
    std::jthread{[&] { EXPECT_FALSE(turn_lock.try_lock_for(1ms)); }}.join();
    EXPECT_EQ(turn_lock.waiting(), 0U);
    turn_lock.unlock();
    std::jthread{[&] { EXPECT_TRUE(turn_lock.try_lock_for(1ms)) << "nobody has it now"; }}.join();
}

TEST(TurnLock, is_taken_again_by_who_has_it) {
    TurnLock turn_lock;
    ASSERT_TRUE(turn_lock.try_lock_for(1s));
    ASSERT_TRUE(turn_lock.try_lock_for(1ms));
    turn_lock.unlock();
    std::jthread{[&] { EXPECT_FALSE(turn_lock.try_lock_for(1ms)) << "it was taken twice"; }}.join();
    turn_lock.unlock();
}

TEST(TurnLock, lets_nobody_in_beside_its_owner) {
    TurnLock turn_lock;
    int count = 0;  // not atomic: the mutex guards it
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < 8; ++number)
            threads.emplace_back([&] {
                for (int turn = 0; turn < 200; ++turn) {
                    ASSERT_TRUE(turn_lock.try_lock_for(1min));
                    ++count;
                    turn_lock.unlock();
                }
            });
    }
    EXPECT_EQ(count, 1600);
}

}  // namespace
}  // namespace certwright::store
