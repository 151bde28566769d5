#include "audit/chain.hpp"

#include <gtest/gtest.h>

namespace certwright::audit {
namespace {

Event event() {
    return {.sequence = 1,
            .at = parse_rfc3339("2026-01-01T00:00:00.000001Z"),
            .actor = "user:alice",
            .action = "account.created",
            .subject = "acc_1",
            .details = R"({"name":"Zürich"})",
            .request_id = "req_1",
            .hash = {}};
}

// Made by tests/data/audit/chain.py with Python's hashlib and struct.
TEST(AuditChain, agrees_with_an_implementation_in_another_language) {
    EXPECT_EQ(link(first_link, event()), "54f691a42adce217cc0d1fa96f7896caa4d25a8c4f574bbded3e99af2b32c605");
    Event second = event();
    second.sequence = 2;
    second.details = "{}";
    second.request_id = "";
    EXPECT_EQ(link(link(first_link, event()), second),
              "9e910dabe1110096099692ffa1916d1752620c1748dcf022e5e4286cb271e0ae");
}

TEST(AuditChain, tells_apart_events_whose_texts_run_together) {
    Event moved = event();
    moved.actor = "user:alicea";
    moved.action = "ccount.created";
    EXPECT_NE(link(first_link, moved), link(first_link, event()));
}

TEST(AuditChain, depends_on_every_field_but_the_hash) {
    const std::string original = link(first_link, event());
    Event changed = event();
    changed.hash = "anything";
    EXPECT_EQ(link(first_link, changed), original);
    changed = event();
    changed.sequence = 2;
    EXPECT_NE(link(first_link, changed), original);
    changed = event();
    changed.at += 1us;
    EXPECT_NE(link(first_link, changed), original);
    for (const auto field :
         {&Event::actor, &Event::action, &Event::subject, &Event::details, &Event::request_id}) {
        changed = event();
        changed.*field += "x";
        EXPECT_NE(link(first_link, changed), original);
    }
    EXPECT_NE(link(original, event()), original);
}

}  // namespace
}  // namespace certwright::audit
