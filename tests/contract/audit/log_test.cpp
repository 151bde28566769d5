#include "audit/log.hpp"

#include "audit/chain.hpp"
#include "base/error.hpp"
#include "store/migrator.hpp"
#include "support/database.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace certwright::audit {
namespace {

struct AuditLog : test::MigratedDatabaseTest {
    test::FakeClock clock;
    Log log{clock};

    void append(int count) {
        for (int i = 0; i < count; ++i)
            database->write([&](store::Transaction& transaction) {
                log.append(transaction, {.actor = "user:alice",
                                         .action = "account.created",
                                         .subject = "acc_" + std::to_string(i),
                                         .details = R"({"name":"demo"})",
                                         .request_id = "req_1"});
            });
    }

    Verification verify() {
        return database->read([&](store::Connection& connection) { return log.verify(connection); });
    }

    std::vector<Event> list(const EventFilter& filter = {}) {
        return database->read([&](store::Connection& connection) { return log.list(connection, filter); });
    }

    /// What somebody does who owns the database: without the triggers.
    void tamper(std::string_view sql) {
        database->with_exclusive([&](store::Connection& connection) {
            const bool sqlite = connection.dialect() == store::Dialect::sqlite;
            for (const std::string table : {"audit_events", "audit_head"})
                for (const std::string event : {"update", "delete"})
                    connection.run_script("DROP TRIGGER IF EXISTS " + table + "_refuse_" + event +
                                          (sqlite ? "" : " ON " + table) + ";");
            connection.run_script(sql);
        });
    }
};

TEST_P(AuditLog, keeps_what_was_appended_newest_first) {
    append(1);
    clock.advance(1s);
    append(2);
    const auto events = list();
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[0].sequence, 3);
    EXPECT_EQ(events[2].sequence, 1);
    EXPECT_EQ(events[2].actor, "user:alice");
    EXPECT_EQ(events[2].action, "account.created");
    EXPECT_EQ(events[2].subject, "acc_0");
    EXPECT_EQ(events[2].details, R"({"name":"demo"})");
    EXPECT_EQ(events[2].request_id, "req_1");
    EXPECT_EQ(events[2].at, clock.now() - 1s);
    EXPECT_EQ(events[2].hash, link(first_link, events[2]));
    EXPECT_EQ(events[0].hash, link(events[1].hash, events[0]));
}

TEST_P(AuditLog, lists_by_filter_and_page) {
    append(5);
    clock.advance(1h);
    database->write([&](store::Transaction& transaction) {
        log.append(transaction, {.actor = "system", .action = "session.refused", .subject = "usr_1"});
    });
    EXPECT_EQ(list({.actor = "system"}).size(), 1u);
    EXPECT_EQ(list({.action = "account.created"}).size(), 5u);
    EXPECT_EQ(list({.actor = "system", .action = "account.created"}).size(), 0u);
    EXPECT_EQ(list({.subject = "acc_3"}).at(0).sequence, 4);
    EXPECT_EQ(list({.from = clock.now()}).size(), 1u);
    EXPECT_EQ(list({.until = clock.now()}).size(), 5u);
    const auto page = list({.action = "account.created", .before = 4, .limit = 2});
    ASSERT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].sequence, 3);
    EXPECT_EQ(page[1].sequence, 2);
}

TEST_P(AuditLog, has_no_event_of_a_change_that_was_rolled_back) {
    append(1);
    EXPECT_THROW(database->write([&](store::Transaction& transaction) {
        log.append(transaction, {.actor = "user:bob", .action = "account.created", .subject = "acc_9"});
        throw Error{Fault::conflict, "no"};
    }),
                 Error);
    append(1);
    EXPECT_EQ(list().size(), 2u);
    EXPECT_EQ(list().front().sequence, 2);
    EXPECT_FALSE(verify().broken_at) << verify().problem;
}

TEST_P(AuditLog, verifies_when_it_is_whole_also_when_empty) {
    EXPECT_EQ(verify().events, 0);
    EXPECT_FALSE(verify().broken_at) << verify().problem;
    append(20);
    EXPECT_EQ(verify().events, 20);
    EXPECT_FALSE(verify().broken_at) << verify().problem;
}

TEST_P(AuditLog, refuses_update_and_delete) {
    append(2);
    for (const auto* sql : {"UPDATE audit_events SET actor = 'user:mallory' WHERE sequence = 1",
                            "DELETE FROM audit_events", "DELETE FROM audit_head"})
        EXPECT_THROW(database->write([&](store::Transaction& transaction) { transaction->execute(sql); }),
                     Error)
            << sql;
    EXPECT_EQ(verify().events, 2);
    EXPECT_FALSE(verify().broken_at);
}

TEST_P(AuditLog, shows_a_change_of_any_column) {
    for (const auto* change :
         {"at = at + 1", "actor = 'user:mallory'", "action = 'account.removed'", "subject = 'acc_x'",
          "details = '{}'", "request_id = ''", "actor = actor || 'a', action = substr(action, 2)",
          "hash = 'abcdef6789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'",
          "hash = 'not hexadecimal, but of the right length........................'"}) {
        const test::FreshDatabase other{GetParam()};
        database = store::Database::open(other.url());
        store::migrate(*database, store::embedded_migrations());
        append(5);
        tamper(std::string{"UPDATE audit_events SET "} + change + " WHERE sequence = 3");
        EXPECT_EQ(verify().broken_at, 3) << change;
        EXPECT_FALSE(verify().problem.empty());
        database.reset();
    }
    database = store::Database::open(fresh.url());
}

TEST_P(AuditLog, shows_a_removed_event) {
    append(5);
    tamper("DELETE FROM audit_events WHERE sequence = 3");
    EXPECT_EQ(verify().broken_at, 3);
    EXPECT_EQ(verify().events, 2);
}

TEST_P(AuditLog, shows_a_removed_event_behind_renumbered_ones) {
    append(5);
    tamper(
        "DELETE FROM audit_events WHERE sequence = 3; "
        "UPDATE audit_events SET sequence = 3 WHERE sequence = 4; "
        "UPDATE audit_events SET sequence = 4 WHERE sequence = 5; UPDATE audit_head SET events = 4;");
    EXPECT_EQ(verify().broken_at, 3);
}

TEST_P(AuditLog, shows_a_removed_first_event) {
    append(3);
    tamper("DELETE FROM audit_events WHERE sequence = 1");
    EXPECT_EQ(verify().broken_at, 1);
}

TEST_P(AuditLog, shows_a_removed_tail) {
    append(5);
    tamper("DELETE FROM audit_events WHERE sequence > 3");
    EXPECT_EQ(verify().broken_at, 4);
    EXPECT_EQ(verify().events, 3);
}

TEST_P(AuditLog, shows_a_removed_tail_also_when_the_head_was_counted_down) {
    append(5);
    tamper("DELETE FROM audit_events WHERE sequence > 3; UPDATE audit_head SET events = 3;");
    EXPECT_EQ(verify().broken_at, 3);
}

TEST_P(AuditLog, shows_that_everything_was_removed) {
    append(3);
    tamper("DELETE FROM audit_events");
    EXPECT_EQ(verify().broken_at, 1);
}

TEST_P(AuditLog, shows_a_missing_head) {
    append(3);
    tamper("DELETE FROM audit_head");
    EXPECT_EQ(verify().broken_at, 1);
}

TEST_P(AuditLog, shows_two_events_that_changed_places) {
    append(5);
    tamper(
        "UPDATE audit_events SET sequence = 99 WHERE sequence = 2; "
        "UPDATE audit_events SET sequence = 2 WHERE sequence = 3; "
        "UPDATE audit_events SET sequence = 3 WHERE sequence = 99;");
    EXPECT_EQ(verify().broken_at, 2);
}

TEST_P(AuditLog, shows_an_event_inserted_behind_the_head) {
    append(2);
    Event forged{.sequence = 3,
                 .at = clock.now(),
                 .actor = "user:mallory",
                 .action = "account.created",
                 .subject = "acc_x",
                 .details = "{}",
                 .request_id = {},
                 .hash = {}};
    forged.hash = link(list().front().hash, forged);
    database->write([&](store::Transaction& transaction) {
        transaction->execute(
            "INSERT INTO audit_events (sequence, at, actor, action, subject, details, request_id, hash) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            {forged.sequence, forged.at, forged.actor, forged.action, forged.subject, forged.details,
             forged.request_id, forged.hash});
    });
    EXPECT_EQ(verify().broken_at, 3);
}

TEST_P(AuditLog, numbers_without_gaps_when_several_processes_append) {
    constexpr int writers = 4;
    constexpr int events_each = 15;
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([this] {
            const auto own = open_again();
            for (int i = 0; i < events_each; ++i)
                own->write([&](store::Transaction& transaction) {
                    log.append(transaction, {.actor = "system", .action = "job.finished", .subject = "job"});
                });
        });
    threads.clear();
    const auto events = list({.limit = 1000});
    ASSERT_EQ(events.size(), static_cast<std::size_t>(writers * events_each));
    for (std::size_t i = 0; i < events.size(); ++i)
        EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(events.size() - i));
    EXPECT_FALSE(verify().broken_at) << verify().problem;
}

INSTANTIATE_ON_BOTH_DATABASES(AuditLog);

}  // namespace
}  // namespace certwright::audit
