#include "http/events.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace certwright::http {
namespace {

TEST(EventHub, forgets_streams_that_close) {
    EventHub hub;
    const auto first = hub.subscribe();
    const auto second = hub.subscribe();
    EXPECT_EQ(hub.streams(), 2u);
    first->close();
    EXPECT_EQ(hub.streams(), 1u);
    hub.publish("job", "{}");
    EXPECT_TRUE(second->is_open());
}

TEST(EventHub, cuts_off_who_reads_too_slowly) {
    EventHub hub;
    const auto slow = hub.subscribe({"job"});
    const auto elsewhere = hub.subscribe({"discovery_run"});
    for (int i = 0; i < 1000 && slow->is_open(); ++i) hub.publish("job", "{}");
    EXPECT_FALSE(slow->is_open());
    EXPECT_TRUE(elsewhere->is_open());
    EXPECT_EQ(hub.streams(), 1u);
}

TEST(EventHub, holds_a_bounded_number_of_streams) {
    EventHub hub;
    std::vector<std::shared_ptr<net::EventStream>> streams;
    for (std::size_t i = 0; i < EventHub::most_streams; ++i) streams.push_back(hub.subscribe());
    EXPECT_THROW(hub.subscribe(), Error);
    streams.back()->close();
    EXPECT_NO_THROW(hub.subscribe());
}

TEST(EventHub, closes_its_streams_when_it_ends) {
    std::shared_ptr<net::EventStream> stream;
    {
        EventHub hub;
        stream = hub.subscribe();
    }
    EXPECT_FALSE(stream->is_open());
}

TEST(EventHub, is_used_by_many_threads) {
    EventHub hub;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i) {
                const auto stream = hub.subscribe();
                hub.publish("job", "{}");
                stream->close();
            }
        });
    threads.clear();
    EXPECT_EQ(hub.streams(), 0u);
}

}  // namespace
}  // namespace certwright::http
