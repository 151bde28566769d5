#include "net/http_message.hpp"

#include "net/event_queue.hpp"

#include <gtest/gtest.h>

namespace certwright::net {
namespace {

TEST(Headers, are_found_without_regard_to_case_and_first_come_first) {
    const Headers headers{{"X-A", "1"}, {"x-a", "2"}};
    EXPECT_EQ(headers.find("x-A"), "1");
    EXPECT_FALSE(headers.find("X-B"));
    EXPECT_FALSE(headers.find("X-"));
}

TEST(Headers, are_set_once_whatever_was_there) {
    Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
    headers.set("a", "4");
    headers.set("C", "5");
    const std::vector<std::pair<std::string, std::string>> fields(headers.begin(), headers.end());
    EXPECT_EQ(fields, (std::vector<std::pair<std::string, std::string>>{{"A", "4"}, {"B", "2"}, {"C", "5"}}));
}

TEST(EventStream, writes_events_as_the_standard_says) {
    EventQueue queue{8};
    EXPECT_TRUE(queue.push("run", "{\"a\":1}", "7"));
    EXPECT_TRUE(queue.push("", "one\ntwo\r\nthree\rfour", ""));
    EXPECT_TRUE(queue.push("a\nb", "", "1\r\n2"));
    EXPECT_EQ(queue.take().text,
              "id: 7\nevent: run\ndata: {\"a\":1}\n\n"
              "data: one\ndata: two\ndata: three\ndata: four\n\n"
              "id: 12\nevent: ab\ndata: \n\n");
    EXPECT_EQ(queue.take().text, "");
}

TEST(EventStream, closes_instead_of_growing_without_bound) {
    EventQueue queue{2};
    int closed = 0;
    queue.on_close([&] { ++closed; });
    EXPECT_TRUE(queue.push("e", "1", ""));
    EXPECT_TRUE(queue.push("e", "2", ""));
    EXPECT_FALSE(queue.push("e", "3", ""));
    EXPECT_FALSE(queue.is_open());
    EXPECT_EQ(closed, 1);
    const auto batch = queue.take();
    EXPECT_TRUE(batch.ended);
    EXPECT_TRUE(queue.overflowed());
    EXPECT_EQ(batch.text, "event: e\ndata: 1\n\nevent: e\ndata: 2\n\n");
}

TEST(EventStream, tells_once_that_it_closed_even_to_who_asks_late) {
    const auto stream = EventStream::make();
    int closed = 0;
    stream->close();
    stream->close();
    EXPECT_FALSE(stream->push("e", "late"));
    stream->on_close([&] { ++closed; });
    EXPECT_EQ(closed, 1);
}

TEST(EventStream, wakes_its_writer_for_each_batch_until_it_is_detached) {
    EventQueue queue{8};
    int woken = 0;
    queue.push("e", "before", "");
    queue.attach([&] { ++woken; });
    EXPECT_EQ(woken, 1);
    queue.take();
    queue.push("e", "1", "");
    queue.push("e", "2", "");
    EXPECT_EQ(woken, 2);
    queue.detach();
    queue.close();
    EXPECT_EQ(woken, 2);
}

}  // namespace
}  // namespace certwright::net
