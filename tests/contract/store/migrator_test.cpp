#include "store/migrator.hpp"

#include "base/error.hpp"
#include "support/database.hpp"

#include <thread>

namespace certwright::store {
namespace {

struct Migrator : test::DatabaseTest {
    std::vector<Migration> migrations{
        {1, "things", "CREATE TABLE things (id TEXT PRIMARY KEY); CREATE INDEX things_id ON things (id);"},
        {2, "thing", "INSERT INTO things (id) VALUES ('one');"},
    };

    std::size_t things() {
        return database->read([](Connection& connection) {
            return connection.list("SELECT id FROM things", {}, [](const Row& row) { return row.text(0); })
                .size();
        });
    }
};

TEST_P(Migrator, runs_each_migration_once) {
    EXPECT_EQ(migrate(*database, migrations), 2);
    EXPECT_EQ(migrate(*database, migrations), 0);
    migrations.push_back({3, "more", "INSERT INTO things (id) VALUES ('two');"});
    EXPECT_EQ(migrate(*database, migrations), 1);
    EXPECT_EQ(things(), 2U);
}

TEST_P(Migrator, lets_servers_that_start_together_wait_for_each_other) {
    int counts[] = {0, 0, 0, 0};
    {
        std::vector<std::jthread> servers;
        for (int& count : counts) servers.emplace_back([&] { count = migrate(*open_again(), migrations); });
    }
    EXPECT_EQ(counts[0] + counts[1] + counts[2] + counts[3], 2);
    EXPECT_EQ(things(), 1U);
}

TEST_P(Migrator, refuses_a_newer_schema_and_changes_nothing) {
    migrations.push_back({9, "future", "INSERT INTO things (id) VALUES ('nine');"});
    migrate(*database, migrations);
    migrations.pop_back();
    migrations.push_back({3, "mine", "DELETE FROM things;"});
    try {
        migrate(*database, migrations);
        FAIL() << "a newer schema was accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::conflict);
        EXPECT_EQ(error.message(), "the database has schema 9 and this certwright knows only up to schema 3");
    }
    EXPECT_EQ(things(), 2U);
}

TEST_P(Migrator, keeps_nothing_of_a_migration_that_fails) {
    migrations.push_back({3, "broken", "INSERT INTO things (id) VALUES ('two'); SELEKT 1;"});
    EXPECT_THROW(migrate(*database, migrations), Error);
    EXPECT_EQ(things(), 1U);
    migrations.back().sql = "INSERT INTO things (id) VALUES ('two');";
    EXPECT_EQ(migrate(*database, migrations), 1);
    EXPECT_EQ(things(), 2U);
}

TEST_P(Migrator, passes_by_what_is_for_the_other_database_alone) {
    migrations.push_back(
        {3, "sqlite", "-- Why.\n-- only sqlite\nINSERT INTO things (id) VALUES ('two');\n-- end\n"});
    EXPECT_EQ(migrate(*database, migrations), 1 + 2);
    EXPECT_EQ(things(), GetParam() == Dialect::sqlite ? 2U : 1U);
}

TEST_P(Migrator, makes_a_table_anew_without_losing_what_refers_to_it) {
    migrations.push_back({3, "parts", R"sql(
        CREATE TABLE parts (thing TEXT NOT NULL REFERENCES things (id) ON DELETE CASCADE);
        INSERT INTO parts SELECT id FROM things;)sql"});
    migrations.push_back({4, "anew", R"sql(
-- only sqlite
        CREATE TABLE things_anew (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
        INSERT INTO things_anew (id) SELECT id FROM things;
        DROP TABLE things;
        ALTER TABLE things_anew RENAME TO things;
-- end
)sql"});
    migrate(*database, migrations);
    const auto parts = [&] {
        return database->read([](Connection& connection) {
            return connection.list("SELECT thing FROM parts", {}, [](const Row& row) { return row.text(0); });
        });
    };
    EXPECT_EQ(parts().size(), 1U);
    database->write([](Transaction& tx) { tx->execute("DELETE FROM things"); });
    EXPECT_TRUE(parts().empty()) << "foreign keys act again";
}

TEST_P(Migrator, refuses_a_migration_that_leaves_a_reference_to_nothing) {
    migrations.push_back({3, "parts", R"sql(
        CREATE TABLE parts (thing TEXT NOT NULL REFERENCES things (id));
        INSERT INTO parts SELECT id FROM things;
        DELETE FROM things;)sql"});
    EXPECT_THROW(migrate(*database, migrations), Error);
    EXPECT_EQ(things(), 1U);
}

TEST_P(Migrator, brings_an_empty_database_to_the_schema_of_this_binary) {
    const auto all = embedded_migrations();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(migrate(*database, all), static_cast<int>(all.size()));
}

INSTANTIATE_ON_BOTH_DATABASES(Migrator);

}  // namespace
}  // namespace certwright::store
