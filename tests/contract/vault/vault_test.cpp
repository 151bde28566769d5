#include "vault/vault.hpp"

#include "base/error.hpp"
#include "support/database.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_directory.hpp"
#include "vault/rotation.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace certwright::vault {
namespace {

struct VaultTest : test::MigratedDatabaseTest {
    test::TempDirectory directory;
    std::filesystem::path path = directory.path() / "master.key";
    test::FakeClock clock;
    audit::Log log{clock};
    LocalKeyWrapper wrapper{KeyFile{path}, LocalKeyWrapper::IfMissing::create};
    Vault vault{wrapper, clock};

    void put(const std::string& owner, const std::string& field, const std::string& secret) {
        database->write(
            [&](store::Transaction& transaction) { vault.put(transaction, owner, field, Secret{secret}); });
    }
    std::string get(const std::string& owner, const std::string& field, const Vault& from) {
        return database->read([&](store::Connection& connection) {
            return std::string{from.get(connection, owner, field).reveal()};
        });
    }
    std::string get(const std::string& owner, const std::string& field) { return get(owner, field, vault); }
    std::optional<Fault> fault_of_getting(const std::string& owner, const std::string& field) {
        try {
            get(owner, field);
            return std::nullopt;
        } catch (const Error& error) {
            return error.fault();
        }
    }
    void run(std::string_view sql) {
        database->write([&](store::Transaction& transaction) { transaction->execute(sql); });
    }
    std::int64_t count(std::string_view sql) {
        return database->read([&](store::Connection& connection) {
            return connection.find(sql, {}, [](const store::Row& row) { return row.integer(0); }).value();
        });
    }
};

TEST_P(VaultTest, keeps_and_replaces_secrets) {
    put("acc_1", "secret_access_key", "first");
    put("acc_1", "session_token", std::string(100'000, 's'));
    put("acc_2", "secret_access_key", std::string("\0\xff binary", 9));
    EXPECT_EQ(get("acc_1", "secret_access_key"), "first");
    EXPECT_EQ(get("acc_1", "session_token"), std::string(100'000, 's'));
    EXPECT_EQ(get("acc_2", "secret_access_key"), std::string("\0\xff binary", 9));
    put("acc_1", "secret_access_key", "second");
    EXPECT_EQ(get("acc_1", "secret_access_key"), "second");
    EXPECT_EQ(count("SELECT count(*) FROM secrets"), 3);
}

TEST_P(VaultTest, tells_presence_without_opening_and_removes_an_owner) {
    database->read([&](store::Connection& connection) { EXPECT_FALSE(Vault::holds_secrets(connection)); });
    put("acc_1", "secret_access_key", "a");
    put("acc_1", "session_token", "b");
    put("acc_10", "session_token", "c");
    database->read([&](store::Connection& connection) {
        EXPECT_TRUE(vault.has(connection, "acc_1", "session_token"));
        EXPECT_FALSE(vault.has(connection, "acc_1", "password"));
        EXPECT_TRUE(Vault::holds_secrets(connection));
    });
    database->write([&](store::Transaction& transaction) { vault.remove(transaction, "acc_1"); });
    EXPECT_EQ(fault_of_getting("acc_1", "session_token"), Fault::not_found);
    EXPECT_EQ(get("acc_10", "session_token"), "c");
}

TEST_P(VaultTest, does_not_open_what_was_tampered_with) {
    const bool sqlite = GetParam() == store::Dialect::sqlite;
    const std::string flip_wrapped =
        sqlite ? "wrapped_key = zeroblob(length(wrapped_key))"
               : "wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1)";
    const std::string flip_sealed = sqlite ? "sealed = zeroblob(length(sealed))"
                                           : "sealed = set_byte(sealed, 13, get_byte(sealed, 13) # 1)";
    const std::string empty = sqlite ? "zeroblob(0)" : "''::bytea";
    for (const std::string& change :
         {flip_wrapped, flip_sealed, "wrapped_key = " + empty, "sealed = " + empty,
          std::string{"updated_at = updated_at + 1"}, std::string{"master_key_id = 'mk_other'"},
          std::string{"sealed = wrapped_key"}, std::string{"wrapped_key = sealed"}}) {
        put("acc_1", "secret_access_key", "do not touch");
        ASSERT_EQ(get("acc_1", "secret_access_key"), "do not touch");
        run("UPDATE secrets SET " + change);
        EXPECT_EQ(fault_of_getting("acc_1", "secret_access_key"), Fault::internal) << change;
    }
}

TEST_P(VaultTest, does_not_open_a_row_in_another_place) {
    put("acc_1", "secret_access_key", "mine");
    for (const auto* change : {"owner = 'acc_2'", "owner = 'acc_1', field = 'session_token'",
                               "owner = 'acc_1secret', field = '_access_key'"}) {
        run(std::string{"UPDATE secrets SET "} + change);
        const auto [owner, field] = database->read([](store::Connection& connection) {
            return connection
                .find("SELECT owner, field FROM secrets", {},
                      [](const store::Row& row) {
                          return std::pair{row.text(0), row.text(1)};
                      })
                .value();
        });
        EXPECT_EQ(fault_of_getting(owner, field), Fault::internal) << change;
    }
    run("UPDATE secrets SET owner = 'acc_1', field = 'secret_access_key'");
    EXPECT_EQ(get("acc_1", "secret_access_key"), "mine");
}

TEST_P(VaultTest, does_not_open_half_of_another_secret) {
    put("acc_1", "key", "one");
    put("acc_2", "key", "two");
    run("UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE owner = 'acc_2') WHERE owner = "
        "'acc_1'");
    EXPECT_EQ(fault_of_getting("acc_1", "key"), Fault::internal);
    EXPECT_EQ(get("acc_2", "key"), "two");
}

TEST_P(VaultTest, does_not_open_with_another_master_key) {
    put("acc_1", "key", "one");
    LocalKeyWrapper stranger{KeyFile{directory.path() / "other.key"}, LocalKeyWrapper::IfMissing::create};
    EXPECT_THROW(get("acc_1", "key", Vault{stranger, clock}), Error);
}

TEST_P(VaultTest, leaves_no_secret_in_the_database_file) {
    if (GetParam() != store::Dialect::sqlite) {
        put("acc_1", "key", "a-very-recognisable-secret");
        EXPECT_EQ(count("SELECT count(*) FROM secrets WHERE position('recognisable'::bytea in sealed) > 0 OR "
                        "position('recognisable'::bytea in wrapped_key) > 0"),
                  0);
        return;
    }
    put("acc_1", "key", "a-very-recognisable-secret");
    put("acc_1", "key", "a-very-recognisable-secret-again");
    const std::filesystem::path file = fresh.url().substr(std::string{"sqlite:"}.size());
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{file.parent_path()}) {
        std::ifstream in{entry.path(), std::ios::binary};
        std::ostringstream bytes;
        bytes << in.rdbuf();
        EXPECT_EQ(bytes.str().find("recognisable"), std::string::npos) << entry.path();
        ++files;
    }
    EXPECT_GE(files, 2) << "the database and its log";
}

struct RotationTest : VaultTest {
    Rotation rotation{*database, wrapper, log};
    static constexpr int secrets = 25;

    RotationTest() {
        for (int i = 0; i < secrets; ++i)
            put("acc_" + std::to_string(i), "key", "secret " + std::to_string(i));
    }

    /// Every secret opens for a server that has been running all the time, and for one that starts now.
    void expect_all_readable() {
        LocalKeyWrapper started_now{KeyFile{path}, LocalKeyWrapper::IfMissing::refuse};
        const Vault other{started_now, clock};
        for (int i = 0; i < secrets; ++i) {
            EXPECT_EQ(get("acc_" + std::to_string(i), "key"), "secret " + std::to_string(i));
            EXPECT_EQ(get("acc_" + std::to_string(i), "key", other), "secret " + std::to_string(i));
        }
    }

    /// A new process, as after a kill, that rotates to the end.
    RotationReport rotate_again() {
        LocalKeyWrapper fresh_wrapper{KeyFile{path}, LocalKeyWrapper::IfMissing::refuse};
        return Rotation{*database, fresh_wrapper, log}.run("system");
    }

    std::int64_t wrapped_by_others_than(const std::string& id) {
        return count("SELECT count(*) FROM secrets WHERE master_key_id <> '" + id + "'");
    }
};

TEST_P(RotationTest, replaces_the_master_key_under_a_running_server) {
    const std::string old = wrapper.current_master_key_id();
    const RotationReport report = rotate_again();
    EXPECT_FALSE(report.resumed);
    EXPECT_EQ(report.rewrapped, secrets);
    EXPECT_EQ(report.removed, std::vector{old});
    EXPECT_NE(report.master_key_id, old);
    EXPECT_EQ(wrapper.master_key_ids(), std::vector{report.master_key_id});
    EXPECT_EQ(wrapped_by_others_than(report.master_key_id), 0);
    expect_all_readable();
    const auto events = database->read([&](store::Connection& connection) {
        return log.list(connection, {.action = "master_key.rotated"});
    });
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].subject, report.master_key_id);
}

TEST_P(RotationTest, stores_nothing_for_a_server_that_missed_it) {
    const auto copied = directory.path() / "copied.key";
    std::filesystem::copy_file(path, copied);
    LocalKeyWrapper elsewhere{KeyFile{copied}, LocalKeyWrapper::IfMissing::refuse};
    Vault other{elsewhere, clock};
    const auto store = [&] {
        database->write([&](store::Transaction& transaction) {
            other.put(transaction, "acc_new", "key", Secret{std::string{"secret"}});
        });
    };
    store();
    rotate_again();
    try {
        store();
        ADD_FAILURE() << "it would be lost with the retired key";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);
    }
    std::filesystem::copy_file(path, copied, std::filesystem::copy_options::overwrite_existing);
    store();
    EXPECT_EQ(get("acc_new", "key"), "secret");
}

TEST_P(RotationTest, wraps_data_keys_anew_and_leaves_the_secrets_alone) {
    const auto fingerprint = [&] {
        return database->read([](store::Connection& connection) {
            return connection.list("SELECT sealed, updated_at FROM secrets ORDER BY owner", {},
                                   [](const store::Row& row) {
                                       return std::pair{row.blob(0), row.integer(1)};
                                   });
        });
    };
    const auto before = fingerprint();
    rotate_again();
    EXPECT_EQ(fingerprint(), before);
}

TEST_P(RotationTest, finishes_after_a_kill_behind_the_new_key) {
    EXPECT_FALSE(rotation.resume_or_add_key());
    expect_all_readable();
    const RotationReport report = rotate_again();
    EXPECT_TRUE(report.resumed);
    EXPECT_EQ(report.rewrapped, secrets);
    EXPECT_EQ(wrapper.master_key_ids().size(), 1u);
    expect_all_readable();
}

TEST_P(RotationTest, finishes_after_a_kill_between_batches) {
    rotation.resume_or_add_key();
    EXPECT_EQ(rotation.rewrap_batch(10), 10);
    expect_all_readable();
    put("acc_3", "key", "secret 3");
    const RotationReport report = rotate_again();
    EXPECT_TRUE(report.resumed);
    EXPECT_LE(report.rewrapped, 15);
    EXPECT_EQ(wrapped_by_others_than(report.master_key_id), 0);
    expect_all_readable();
}

TEST_P(RotationTest, finishes_after_a_kill_before_the_old_key_is_removed) {
    rotation.resume_or_add_key();
    while (rotation.rewrap_batch() > 0) {
    }
    expect_all_readable();
    const RotationReport report = rotate_again();
    EXPECT_TRUE(report.resumed);
    EXPECT_EQ(report.rewrapped, 0);
    EXPECT_EQ(report.removed.size(), 1u);
    expect_all_readable();
}

TEST_P(RotationTest, keeps_the_old_key_as_long_as_a_row_needs_it) {
    rotation.resume_or_add_key();
    EXPECT_EQ(rotation.rewrap_batch(secrets - 1), secrets - 1);
    EXPECT_EQ(rotation.remove_old_keys("system"), std::nullopt);
    EXPECT_EQ(wrapper.master_key_ids().size(), 2u);
    expect_all_readable();
}

TEST_P(RotationTest, leaves_nothing_half_done_when_a_batch_fails) {
    rotation.resume_or_add_key();
    run("UPDATE secrets SET master_key_id = 'mk_lost' WHERE owner = 'acc_9'");
    EXPECT_THROW(while (rotation.rewrap_batch() > 0){}, Error);
    EXPECT_EQ(wrapped_by_others_than(wrapper.current_master_key_id()), secrets);
    EXPECT_EQ(wrapper.master_key_ids().size(), 2u) << "no key is lost";
}

TEST_P(RotationTest, runs_once_at_a_time) {
    const KeyFile::Lock other = wrapper.lock();
    EXPECT_THROW(rotate_again(), Error);
    EXPECT_EQ(wrapper.master_key_ids().size(), 1u);
}

TEST_P(RotationTest, loses_nothing_while_secrets_are_stored_and_read) {
    std::atomic<bool> done = false;
    std::atomic<int> stored = 0;
    std::jthread writer{[&] {
        const auto own = open_again();
        LocalKeyWrapper own_wrapper{KeyFile{path}, LocalKeyWrapper::IfMissing::refuse};
        Vault own_vault{own_wrapper, clock};
        // Bounded: each one makes the rotations longer, in which the next ones are stored.
        while (!done && stored < 500) {
            own->write([&](store::Transaction& transaction) {
                own_vault.put(transaction, "new_" + std::to_string(stored), "key", Secret{"new"});
            });
            ++stored;
        }
    }};
    for (int i = 0; i < 3; ++i) {
        rotate_again();
        expect_all_readable();
    }
    done = true;
    writer.join();
    LocalKeyWrapper started_now{KeyFile{path}, LocalKeyWrapper::IfMissing::refuse};
    const Vault later{started_now, clock};
    EXPECT_GT(stored, 0);
    for (int i = 0; i < stored; ++i) EXPECT_EQ(get("new_" + std::to_string(i), "key", later), "new");
}

INSTANTIATE_ON_BOTH_DATABASES(VaultTest);
INSTANTIATE_ON_BOTH_DATABASES(RotationTest);

}  // namespace
}  // namespace certwright::vault
