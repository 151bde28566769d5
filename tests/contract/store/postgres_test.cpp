#include "base/error.hpp"
#include "support/database.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace certwright::store {
namespace {

struct Postgres : testing::Test {
    test::FreshDatabase fresh{Dialect::postgresql};
    std::unique_ptr<Database> database = Database::open(fresh.url());

    void terminate_others() {
        Database::open(fresh.url())->with_exclusive([](Connection& connection) {
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()");
        });
    }
    std::optional<std::int64_t> one() {
        return database->read([](Connection& connection) {
            return connection.find("SELECT CAST(1 AS BIGINT)", {},
                                   [](const Row& row) { return row.integer(0); });
        });
    }
};

TEST_F(Postgres, opens_a_new_connection_when_an_idle_one_was_lost) {
    EXPECT_EQ(one(), 1);
    database->write([](Transaction&) {});
    terminate_others();
    EXPECT_EQ(one(), 1);
    database->write([](Transaction&) {});
}

TEST_F(Postgres, repeats_a_transaction_whose_connection_was_lost) {
    int runs = 0;
    database->write([&](Transaction& transaction) {
        transaction->execute("CREATE TABLE IF NOT EXISTS things (id BIGINT)");
        if (++runs == 1) terminate_others();
        transaction->execute("INSERT INTO things (id) VALUES (1)");
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(database->read([](Connection& connection) {
        return connection.list("SELECT id FROM things", {}, [](const Row& row) { return row.integer(0); })
            .size();
    }),
              1U);
}

TEST_F(Postgres, says_that_the_connection_was_lost_while_reading) {
    try {
        database->read([&](Connection& connection) {
            terminate_others();
            connection.execute("SELECT 1");
        });
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);
        EXPECT_EQ(error.message(), "the connection to the database was lost");
    }
    EXPECT_EQ(one(), 1);
}

TEST_F(Postgres, repeats_both_ways_out_of_a_deadlock) {
    database->write([](Transaction& transaction) {
        transaction->run_script(
            "CREATE TABLE things (id BIGINT PRIMARY KEY, visits BIGINT); "
            "INSERT INTO things (id, visits) VALUES (1, 0), (2, 0)");
    });
    std::latch both_hold_one{2};
    const auto visit = [&](int first, int second) {
        bool repeated = false;
        database->write([&](Transaction& transaction) {
            transaction->execute("UPDATE things SET visits = visits + 1 WHERE id = $1", {first});
            if (!std::exchange(repeated, true)) both_hold_one.arrive_and_wait();
            transaction->execute("UPDATE things SET visits = visits + 1 WHERE id = $1", {second});
        });
    };
    {
        const std::jthread forth{[&] { visit(1, 2); }};
        const std::jthread back{[&] { visit(2, 1); }};
    }
    EXPECT_EQ(database->read([](Connection& connection) {
        return connection.list("SELECT visits FROM things", {},
                               [](const Row& row) { return row.integer(0); });
    }),
              (std::vector<std::int64_t>{2, 2}));
}

TEST_F(Postgres, refuses_to_commit_after_an_ignored_failure) {
    EXPECT_THROW(database->write([](Transaction& transaction) {
        try {
            transaction->execute("SELECT 1 / 0");
        } catch (const Error&) {
            // ignored, which is the mistake
        }
    }),
                 Error);
}

TEST_F(Postgres, never_shows_the_password_of_its_url) {
    for (const char* url :
         {"postgresql://user:hunter2@127.0.0.1:1/x", "postgresql://user:hunter2@127.0.0.1:port/x",
          "postgresql://user:hunter2@[::1/x", "postgresql://user:hunter2@/x?host=/nowhere&nonsense=1"}) {
        try {
            Database::open(url);
            FAIL() << "nothing was thrown";
        } catch (const Error& error) {
            EXPECT_EQ((error.message() + error.hint()).find("hunter2"), std::string::npos) << error.message();
        }
    }
}

}  // namespace
}  // namespace certwright::store
