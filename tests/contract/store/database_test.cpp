#include "support/database.hpp"

#include "base/error.hpp"

#include <limits>
#include <thread>

namespace certwright::store {
namespace {

template <class Action>
Error failure_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    throw std::runtime_error{"no error was thrown"};
}

std::int64_t first_integer(const Row& row) {
    return row.integer(0);
}
std::string first_text(const Row& row) {
    return row.text(0);
}

/// What every adapter of the SQL port promises.
struct AnyDatabase : test::DatabaseTest {
    AnyDatabase() {
        database->with_exclusive([](Connection& connection) {
            connection.run_script(R"sql(
                CREATE TABLE things (
                    id BIGINT PRIMARY KEY,
                    name TEXT,
                    flag BOOLEAN,
                    ratio DOUBLE PRECISION,
                    bytes BYTEA,
                    CHECK (id < 1000000)
                );
                CREATE UNIQUE INDEX things_name ON things (name);
                CREATE TABLE parts (
                    id BIGINT PRIMARY KEY,
                    thing_id BIGINT NOT NULL REFERENCES things (id) ON DELETE CASCADE
                );
            )sql");
        });
    }

    void insert(std::int64_t id, const Value& name) {
        database->write([&](Transaction& transaction) {
            transaction->execute("INSERT INTO things (id, name) VALUES ($1, $2)", {id, name});
        });
    }
    std::int64_t count() {
        return database->read([](Connection& connection) {
            return connection.find("SELECT COUNT(*) FROM things", {}, first_integer).value();
        });
    }
    template <class Read>
    auto echo(const Value& value, const std::string& type, Read read) {
        return database->read([&](Connection& connection) {
            return connection.find("SELECT CAST($1 AS " + type + ")", {value}, read).value();
        });
    }
    std::string echo_name(const std::string& name) {
        insert(1, name);
        return database->read([](Connection& connection) {
            return connection.find("SELECT name FROM things WHERE id = 1", {}, first_text).value();
        });
    }
};

TEST_P(AnyDatabase, keeps_the_extremes_of_integers) {
    for (const std::int64_t number :
         {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
          std::int64_t{1740000000000}, std::numeric_limits<std::int64_t>::max()}) {
        EXPECT_EQ(echo(number, "BIGINT", first_integer), number);
    }
}

TEST_P(AnyDatabase, keeps_text_in_any_script) {
    const std::string text = "Zürich 東京 \xF0\x9F\x94\x92 'quoted' \"twice\" back\\slash $1 -- ?";
    EXPECT_EQ(echo_name(text), text);
}

TEST_P(AnyDatabase, tells_empty_text_from_null) {
    insert(1, "");
    insert(2, Null{});
    const auto names = database->read([](Connection& connection) {
        return connection.list("SELECT name FROM things ORDER BY id", {},
                               [](const Row& row) { return row.optional_text(0); });
    });
    EXPECT_EQ(names, (std::vector<std::optional<std::string>>{"", std::nullopt}));
}

TEST_P(AnyDatabase, refuses_text_that_only_one_database_could_keep) {
    using namespace std::string_literals;
    for (const std::string& text : {"a\0b"s, "\xFF"s, "\xC0\x80"s, "\xED\xA0\x80"s, "cut \xE6\x9D"s}) {
        const Error error = failure_of([&] { insert(1, text); });
        EXPECT_EQ(error.fault(), Fault::invalid) << error.message();
    }
    EXPECT_EQ(count(), 0);
}

TEST_P(AnyDatabase, finds_a_part_of_a_text) {
    const auto place = [&](const std::string& text, const std::string& part) {
        return database->read([&](Connection& connection) {
            return connection.find("SELECT CAST(strpos($1, $2) AS BIGINT)", {text, part}, first_integer);
        });
    };
    EXPECT_EQ(place("www.example.com", "example"), 5);
    EXPECT_EQ(place("www.example.com", "com"), 13);
    EXPECT_EQ(place("www.example.com", "Example"), 0);
    EXPECT_EQ(place("www", "www."), 0);
    EXPECT_EQ(place("www", ""), 1);
    EXPECT_EQ(place("", ""), 1);
    EXPECT_EQ(place("", "w"), 0);
}

TEST_P(AnyDatabase, tells_the_bits_of_bytes) {
    for (int number = 0; number < 16; ++number) {
        const auto bit = database->read([&](Connection& connection) {
            return connection.find("SELECT CAST(get_bit($1, $2) AS BIGINT)", {Bytes{0x81, 0x02}, number},
                                   first_integer);
        });
        EXPECT_EQ(bit, number == 0 || number == 7 || number == 9 ? 1 : 0) << number;
    }
}

TEST_P(AnyDatabase, keeps_every_byte) {
    Bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
    database->write([&](Transaction& transaction) {
        transaction->execute("INSERT INTO things (id, bytes) VALUES (1, $1), (2, $2), (3, $3)",
                             {all, Bytes{}, Null{}});
    });
    database->read([&](Connection& connection) {
        const auto bytes_of = [&](int id) {
            return connection.find("SELECT bytes FROM things WHERE id = $1", {id}, [](const Row& row) {
                return row.is_null(0) ? std::nullopt : std::optional{row.blob(0)};
            });
        };
        EXPECT_EQ(bytes_of(1).value(), all);
        EXPECT_EQ(bytes_of(2).value(), Bytes{});
        EXPECT_EQ(bytes_of(3).value(), std::nullopt);
    });
}

TEST_P(AnyDatabase, keeps_booleans_and_real_numbers_and_times) {
    database->write([](Transaction& transaction) {
        transaction->execute("INSERT INTO things (id, flag, ratio) VALUES (1, $1, $2), (2, $3, $4)",
                             {true, 0.1, false, 3.0});
    });
    database->read([](Connection& connection) {
        connection.query("SELECT flag, ratio FROM things WHERE flag = $1", {true}, [](const Row& row) {
            EXPECT_TRUE(row.boolean(0));
            EXPECT_EQ(row.real(1), 0.1);
        });
        connection.query("SELECT flag, ratio FROM things WHERE NOT flag", Values{}, [](const Row& row) {
            EXPECT_FALSE(row.boolean(0));
            EXPECT_EQ(row.real(1), 3.0);
        });
    });
    const Time moment = parse_rfc3339("2026-02-28T23:59:59.123456Z");
    EXPECT_EQ(echo(moment, "BIGINT", [](const Row& row) { return row.time(0); }), moment);
}

TEST_P(AnyDatabase, refuses_to_read_null_or_another_kind) {
    insert(1, "one");
    database->read([](Connection& connection) {
        const auto read = [&](const std::string& column, auto accessor) {
            return failure_of(
                [&] { connection.query("SELECT " + column + " FROM things", Values{}, accessor); });
        };
        EXPECT_EQ(read("flag", [](const Row& row) { row.boolean(0); }).fault(), Fault::internal);
        EXPECT_EQ(read("ratio", [](const Row& row) { row.real(0); }).fault(), Fault::internal);
        EXPECT_EQ(read("bytes", [](const Row& row) { row.blob(0); }).fault(), Fault::internal);
        EXPECT_EQ(read("name", [](const Row& row) { row.integer(0); }).fault(), Fault::internal);
        EXPECT_EQ(read("name", [](const Row& row) { row.blob(0); }).fault(), Fault::internal);
        EXPECT_EQ(read("id", [](const Row& row) { row.text(0); }).fault(), Fault::internal);
        EXPECT_EQ(read("id", [](const Row& row) { row.text(1); }).fault(), Fault::internal);
        // The connection is as good as before.
        EXPECT_EQ(connection.find("SELECT name FROM things", {}, first_text), "one");
    });
}

TEST_P(AnyDatabase, reads_sums_as_integers) {
    insert(1, "one");
    insert(999'999, "many");
    const auto sum = database->read([](Connection& connection) {
        return connection.find("SELECT SUM(id), AVG(id), SUM(-id) FROM things", {}, [](const Row& row) {
            EXPECT_EQ(row.real(1), 500'000.0);
            EXPECT_EQ(row.integer(2), -1'000'000);
            return row.integer(0);
        });
    });
    EXPECT_EQ(sum, 1'000'000);
}

TEST_P(AnyDatabase, takes_parameters_in_any_order_and_more_than_once) {
    insert(1, "one");
    insert(2, "two");
    const auto ids = database->read([](Connection& connection) {
        return connection.list(
            "SELECT id FROM things WHERE name = $2 OR id = $1 OR name = $2 || $3 ORDER BY id",
            {1, "two", "x"}, first_integer);
    });
    EXPECT_EQ(ids, (std::vector<std::int64_t>{1, 2}));
}

TEST_P(AnyDatabase, refuses_too_few_values) {
    database->read([](Connection& connection) {
        EXPECT_THROW(connection.list("SELECT id FROM things WHERE id = $1", {}, first_integer), Error);
    });
}

TEST_P(AnyDatabase, takes_null_where_nothing_tells_its_type) {
    insert(1, "one");
    constexpr auto sql = "SELECT id FROM things WHERE $1 IS NULL OR name = $2";
    database->write([&](Transaction& transaction) {
        EXPECT_EQ(transaction->list(sql, {Null{}, Null{}}, first_integer).size(), 1U);
        EXPECT_EQ(transaction->list(sql, {"x", Null{}}, first_integer).size(), 0U);
        EXPECT_EQ(transaction->list(sql, {5, "one"}, first_integer).size(), 1U);
    });
}

TEST_P(AnyDatabase, counts_the_rows_it_changed) {
    insert(1, "one");
    insert(2, "two");
    database->write([](Transaction& transaction) {
        EXPECT_EQ(transaction->execute("UPDATE things SET flag = $1", {true}), 2);
        EXPECT_EQ(transaction->execute("UPDATE things SET flag = $1 WHERE id = $2", {true, 7}), 0);
        EXPECT_EQ(transaction->execute("SELECT id FROM things"), 0);
        EXPECT_EQ(transaction->execute("INSERT INTO things (id) VALUES (1) ON CONFLICT (id) DO NOTHING"), 0);
        EXPECT_EQ(transaction->execute("DELETE FROM things"), 2);
    });
}

TEST_P(AnyDatabase, sorts_and_compares_text_bytewise) {
    int id = 0;
    for (const char* name : {"b", "B", "a", "A", "ä", "_", "a b", "ab", "Z"}) insert(++id, name);
    database->read([](Connection& connection) {
        EXPECT_EQ(connection.list("SELECT name FROM things ORDER BY name", {}, first_text),
                  (std::vector<std::string>{"A", "B", "Z", "_", "a", "a b", "ab", "b", "ä"}));
        EXPECT_EQ(
            connection.list("SELECT name FROM things WHERE name < $1 ORDER BY name DESC", {"_"}, first_text),
            (std::vector<std::string>{"Z", "B", "A"}));
        EXPECT_EQ(connection.list("SELECT name FROM things WHERE name LIKE $1", {"A%"}, first_text),
                  (std::vector<std::string>{"A"}));
    });
}

TEST_P(AnyDatabase, rolls_back_when_the_transaction_throws) {
    EXPECT_THROW(database->write([](Transaction& transaction) {
        transaction->execute("INSERT INTO things (id) VALUES (1)");
        throw Error{Fault::not_found, "on purpose"};
    }),
                 Error);
    EXPECT_EQ(count(), 0);
    insert(1, "still works");
}

TEST_P(AnyDatabase, runs_what_waits_for_the_commit_after_it_and_only_then) {
    std::int64_t seen = -1;
    database->write([&](Transaction& transaction) {
        transaction.after_commit([&] { seen = count(); });
        transaction->execute("INSERT INTO things (id) VALUES (1)");
        EXPECT_EQ(seen, -1);
    });
    EXPECT_EQ(seen, 1);
    EXPECT_THROW(database->write([&](Transaction& transaction) {
        transaction.after_commit([&] { seen = -2; });
        throw Error{Fault::not_found, "on purpose"};
    }),
                 Error);
    EXPECT_EQ(seen, 1);
}

TEST_P(AnyDatabase, returns_what_the_transaction_returns) {
    EXPECT_EQ(database->write([](Transaction& transaction) {
        return transaction->find("INSERT INTO things (id, name) VALUES (7, $1) RETURNING name", {"seven"},
                                 first_text);
    }),
              "seven");
}

TEST_P(AnyDatabase, refuses_a_write_within_a_write) {
    EXPECT_THROW(database->write([&](Transaction&) { database->write([](Transaction&) {}); }), Error);
    insert(1, "still works");
}

TEST_P(AnyDatabase, reads_within_a_read_and_within_a_write) {
    insert(1, "one");
    const auto inner = database->read([&](Connection& outer) {
        return outer.find("SELECT id FROM things", {},
                          [&](const Row& row) { return row.integer(0) + count(); });
    });
    EXPECT_EQ(inner, 2);
    database->write([&](Transaction& transaction) {
        transaction->execute("DELETE FROM things");
        EXPECT_EQ(count(), 1) << "a reader sees what is committed";
    });
    EXPECT_EQ(count(), 0);
}

TEST_P(AnyDatabase, refuses_to_write_outside_a_transaction) {
    const Error error = failure_of([&] {
        database->read(
            [](Connection& connection) { connection.execute("INSERT INTO things (id) VALUES (1)"); });
    });
    EXPECT_EQ(error.fault(), Fault::unavailable);
    EXPECT_EQ(count(), 0);
}

TEST_P(AnyDatabase, tells_conflicts_from_bugs_and_never_quotes_values) {
    insert(1, "hunter2");
    const auto failing = [&](const std::string& sql, const Values& values) {
        const Error error = failure_of(
            [&] { database->write([&](Transaction& transaction) { transaction->execute(sql, values); }); });
        EXPECT_EQ((error.message() + error.hint()).find("hunter2"), std::string::npos) << error.message();
        return error;
    };
    const Error unique = failing("INSERT INTO things (id, name) VALUES (2, $1)", {"hunter2"});
    EXPECT_EQ(unique.fault(), Fault::conflict);
    EXPECT_NE(unique.message().find("things"), std::string::npos) << unique.message();
    EXPECT_EQ(failing("INSERT INTO things (id, name) VALUES (1, $1)", {"x"}).fault(), Fault::conflict);
    EXPECT_EQ(failing("INSERT INTO parts (id, thing_id) VALUES (1, $1)", {99}).fault(), Fault::conflict);
    EXPECT_EQ(failing("INSERT INTO parts (id, thing_id) VALUES (1, $1)", {Null{}}).fault(), Fault::internal);
    EXPECT_EQ(failing("INSERT INTO things (id, name) VALUES (1000000, $1)", {"hunter2"}).fault(),
              Fault::internal);
    EXPECT_EQ(failing("INSERT INTO nowhere (name) VALUES ($1)", {"hunter2"}).fault(), Fault::internal);
    EXPECT_EQ(failing("SELEKT $1", {"hunter2"}).fault(), Fault::internal);
    EXPECT_EQ(count(), 1);
}

TEST_P(AnyDatabase, deletes_along_foreign_keys) {
    insert(1, "one");
    const auto parts = database->write([](Transaction& transaction) {
        transaction->execute("INSERT INTO parts (id, thing_id) VALUES (1, 1)");
        transaction->execute("DELETE FROM things");
        return transaction->find("SELECT COUNT(*) FROM parts", {}, first_integer);
    });
    EXPECT_EQ(parts, 0);
}

TEST_P(AnyDatabase, runs_a_statement_for_each_of_a_thousand_rows) {
    std::vector<Values> rows;
    for (int i = 0; i < 1000; ++i) {
        rows.push_back({i, i % 3 == 0 ? Value{} : Value{"name " + std::to_string(i)}, Bytes(2000, 7)});
    }
    constexpr auto upsert = R"sql(
        INSERT INTO things (id, name, bytes) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE things.name <> excluded.name
    )sql";
    database->write([&](Transaction& transaction) {
        EXPECT_EQ(transaction->execute_each(upsert, rows), 1000);
        EXPECT_EQ(transaction->execute_each(upsert, rows), 0);
        EXPECT_EQ(transaction->execute_each(upsert, {}), 0);
    });
    EXPECT_EQ(count(), 1000);
}

TEST_P(AnyDatabase, rolls_back_all_rows_when_one_is_refused) {
    std::vector<Values> rows;
    for (int i = 0; i < 1000; ++i) rows.push_back({i == 700 ? 1 : i, Null{}});
    const Error error = failure_of([&] {
        database->write([&](Transaction& transaction) {
            transaction->execute_each("INSERT INTO things (id, name) VALUES ($1, $2)", rows);
        });
    });
    EXPECT_EQ(error.fault(), Fault::conflict) << error.message();
    EXPECT_EQ(count(), 0);
    insert(1, "still works");
}

TEST_P(AnyDatabase, survives_a_visitor_that_throws) {
    for (int i = 0; i < 100; ++i) insert(i, Null{});
    database->read([](Connection& connection) {
        for (int i = 0; i < 3; ++i) {
            EXPECT_THROW(connection.query("SELECT id FROM things", Values{},
                                          [](const Row&) {
                                              throw Error{Fault::invalid, "enough"};
                                          }),
                         Error);
        }
        EXPECT_EQ(connection.find("SELECT COUNT(*) FROM things", {}, first_integer), 100);
    });
}

TEST_P(AnyDatabase, lets_readers_read_while_somebody_writes) {
    insert(0, Null{});
    database->write([&](Transaction& transaction) {
        transaction->execute("INSERT INTO things (id) VALUES (1)");
        std::vector<std::jthread> readers;
        for (int i = 0; i < 4; ++i) readers.emplace_back([&] { EXPECT_EQ(count(), 1); });
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(AnyDatabase, gives_more_readers_than_connections_their_turn) {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 32; ++i) {
        readers.emplace_back([&] {
            for (int round = 0; round < 10; ++round) EXPECT_EQ(count(), 0);
        });
    }
}

TEST_P(AnyDatabase, says_so_when_no_connection_comes_free) {
    const auto narrow = open_again({.readers = 1, .wait = 20ms});
    narrow->read([&](Connection&) {
        EXPECT_EQ(failure_of([&] { narrow->read([](Connection&) {}); }).fault(), Fault::unavailable);
    });
    narrow->read([](Connection&) {});
}

/// Reads, thinks, writes: two that overlap must not lose an update, on either database.
TEST_P(AnyDatabase, loses_no_update_of_many_writers_in_two_processes) {
    insert(0, Null{});
    insert(1, "0");
    const auto other = open_again();
    const auto add = [](Database& on) {
        on.write([](Transaction& transaction) {
            const auto old = transaction->find("SELECT name FROM things WHERE id = 1", {}, first_text);
            transaction->execute("UPDATE things SET name = $1 WHERE id = 1",
                                 {std::to_string(std::stoi(*old) + 1)});
        });
    };
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 4; ++i) {
            writers.emplace_back([&, i] {
                for (int round = 0; round < 10; ++round) add(i % 2 == 0 ? *database : *other);
            });
        }
    }
    EXPECT_EQ(database->read([](Connection& connection) {
        return connection.find("SELECT name FROM things WHERE id = 1", {}, first_text);
    }),
              "40");
}

TEST_P(AnyDatabase, keeps_many_different_statements) {
    insert(1, "one");
    database->read([](Connection& connection) {
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 600; ++i) {
                const std::string sql = "SELECT id + " + std::to_string(i) + " FROM things WHERE id = $1";
                ASSERT_EQ(connection.find(sql, {1}, first_integer), i + 1);
            }
        }
    });
}

TEST_P(AnyDatabase, runs_a_batch_in_which_every_row_has_other_nulls) {
    database->with_exclusive([](Connection& connection) {
        connection.run_script(
            "CREATE TABLE wide (id BIGINT, a BIGINT, b BIGINT, c BIGINT, d BIGINT, e BIGINT, "
            "f BIGINT, g BIGINT, h BIGINT, i BIGINT)");
    });
    std::vector<Values> rows;
    for (int pattern = 0; pattern < 512; ++pattern) {
        Values values{pattern};
        for (int bit = 0; bit < 9; ++bit) values.push_back((pattern >> bit & 1) != 0 ? Value{bit} : Value{});
        rows.push_back(std::move(values));
    }
    database->write([&](Transaction& transaction) {
        transaction->execute("DELETE FROM wide WHERE id < $1", {0});
        EXPECT_EQ(transaction->execute_each(
                      "INSERT INTO wide VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", rows),
                  512);
        EXPECT_EQ(transaction->find("SELECT COUNT(*) FROM wide WHERE i = 8", {}, first_integer), 256);
    });
}

TEST_P(AnyDatabase, measures_reads_and_writes) {
    Metrics metrics;
    const auto measured = open_again({.metrics = &metrics});
    measured->read([](Connection& connection) { connection.find("SELECT 1", {}, first_integer); });
    measured->write([](Transaction& transaction) { transaction->execute("DELETE FROM things"); });
    const std::string text = metrics.expose();
    EXPECT_NE(text.find("certwright_database_seconds_count{kind=\"read\"} 1"), std::string::npos) << text;
    EXPECT_NE(text.find("certwright_database_seconds_count{kind=\"write\"} 1"), std::string::npos) << text;
}

INSTANTIATE_ON_BOTH_DATABASES(AnyDatabase);

}  // namespace
}  // namespace certwright::store
