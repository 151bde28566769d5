#include "base/error.hpp"
#include "store/database.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

namespace certwright::store {
namespace {

struct Sqlite : testing::Test {
    test::TempDirectory directory;
    std::string path = (directory.path() / "certwright.db").string();

    std::unique_ptr<Database> open(Duration wait = 10s) {
        return Database::open("sqlite:" + path, {.wait = wait});
    }

    void fill(int rows) {
        open()->write([&](Transaction& transaction) {
            transaction->execute("CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL)");
            for (int i = 0; i < rows; ++i) {
                transaction->execute("INSERT INTO things (id, name) VALUES ($1, $2)",
                                     {i, std::string(500, 'x')});
            }
        });
    }
};

template <class Action>
Error failure_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    throw std::runtime_error{"no error was thrown"};
}

/// Runs `action` in a process of its own and returns the error message it ends with, or "fine".
template <class Action>
std::string message_in_child(Action action) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error{"pipe"};
    const pid_t child = fork();
    if (child == 0) {
        std::string message = "fine";
        try {
            action();
        } catch (const Error& error) {
            message = std::string{to_string(error.fault())} + ": " + error.message();
        } catch (...) {
            message = "another exception";
        }
        const bool written =
            ::write(ends[1], message.data(), message.size()) == static_cast<ssize_t>(message.size());
        _exit(written ? 0 : 1);
    }
    close(ends[1]);
    std::string message(4096, '\0');
    const auto size = ::read(ends[0], message.data(), message.size());
    message.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return message;
}

TEST_F(Sqlite, file_is_readable_by_its_owner_only) {
    fill(1);
    struct stat status {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(Sqlite, says_that_a_file_of_something_else_is_corrupt) {
    std::ofstream{path} << std::string(8192, 'A');
    const Error error = failure_of([&] { open(); });
    EXPECT_EQ(error.fault(), Fault::unavailable);
    EXPECT_NE(error.message().find("is corrupt"), std::string::npos) << error.message();
    EXPECT_NE(error.message().find(path), std::string::npos) << error.message();
    EXPECT_NE(error.hint().find("restore"), std::string::npos) << error.hint();
}

TEST_F(Sqlite, says_that_damaged_pages_are_corrupt) {
    fill(1000);
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(8192);
    file << std::string(200'000, '\x5a');
    file.close();
    const Error error = failure_of([&] {
        open()->read([](Connection& connection) {
            return connection.list("SELECT name FROM things", {}, [](const Row& row) { return row.text(0); })
                .size();
        });
    });
    EXPECT_EQ(error.fault(), Fault::unavailable);
    EXPECT_NE(error.message().find("is corrupt"), std::string::npos) << error.message();
}

TEST_F(Sqlite, says_that_another_process_holds_the_lock) {
    fill(1);
    const auto holder = open();
    const auto other = open(50ms);
    holder->write([&](Transaction&) {
        const Error error = failure_of([&] { other->write([](Transaction&) {}); });
        EXPECT_EQ(error.fault(), Fault::unavailable);
        EXPECT_NE(error.message().find("is locked"), std::string::npos) << error.message();
    });
    other->write([](Transaction& transaction) { transaction->execute("DELETE FROM things"); });
}

TEST_F(Sqlite, says_why_a_file_cannot_be_opened) {
    const Error missing = failure_of([] { Database::open("sqlite:/nowhere/at/all.db"); });
    EXPECT_EQ(missing.fault(), Fault::unavailable);
    EXPECT_EQ(missing.message(), "cannot open database \"/nowhere/at/all.db\": No such file or directory");
    const Error directory_given = failure_of([&] { Database::open("sqlite:" + directory.path().string()); });
    EXPECT_NE(directory_given.message().find("Is a directory"), std::string::npos)
        << directory_given.message();
    EXPECT_EQ(failure_of([] { Database::open("sqlite:"); }).fault(), Fault::invalid);
}

TEST_F(Sqlite, says_that_a_read_only_file_cannot_be_opened) {
    fill(1);
    chmod(directory.path().c_str(), 0755);
    chmod(path.c_str(), 0444);
    const std::string message = message_in_child([&] {
        // Root may write everything; nobody may not.
        if (geteuid() == 0 && setuid(65534) != 0) _exit(1);
        open();
    });
    EXPECT_EQ(message, "unavailable: cannot open database \"" + path + "\": Permission denied");
}

TEST_F(Sqlite, keeps_what_was_committed_when_the_disk_is_full) {
    fill(1);
    const std::string message = message_in_child([&] {
        // A limit on file sizes fails writes as a full disk does.
        signal(SIGXFSZ, SIG_IGN);
        const auto database = open();
        const rlimit limit{200'000, 200'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        database->write([](Transaction& transaction) {
            for (int i = 1; i < 10'000; ++i) {
                transaction->execute("INSERT INTO things (id, name) VALUES ($1, $2)",
                                     {i, std::string(2000, 'y')});
            }
        });
    });
    EXPECT_TRUE(message.starts_with("unavailable: ")) << message;
    EXPECT_NE(message.find(path), std::string::npos) << message;
    const auto count = open()->read([](Connection& connection) {
        return connection.find("SELECT COUNT(*) FROM things", {},
                               [](const Row& row) { return row.integer(0); });
    });
    EXPECT_EQ(count, 1);
}

TEST_F(Sqlite, refuses_to_write_through_a_reader) {
    fill(1);
    const auto database = open();
    const Error error = failure_of(
        [&] { database->read([](Connection& connection) { connection.execute("DELETE FROM things"); }); });
    EXPECT_EQ(error.fault(), Fault::unavailable);
}

TEST_F(Sqlite, in_memory_lives_as_long_as_its_database) {
    const auto database = Database::open("sqlite::memory:");
    database->write([&](Transaction& transaction) {
        transaction->execute("CREATE TABLE things (id BIGINT PRIMARY KEY)");
        transaction->execute("INSERT INTO things (id) VALUES (1), (2)");
    });
    std::int64_t sum = 0;
    database->read([&](Connection& outer) {
        outer.query("SELECT id FROM things", Values{}, [&](const Row& row) {
            sum += row.integer(0) + database->read([](Connection& inner) {
                return *inner.find("SELECT COUNT(*) FROM things", {},
                                   [](const Row& counted) { return counted.integer(0); });
            });
        });
    });
    EXPECT_EQ(sum, 7);
    EXPECT_THROW(Database::open("sqlite::memory:")->read([](Connection& connection) {
        connection.execute("SELECT id FROM things");
    }),
                 Error);
}

TEST(Database, refuses_a_url_it_does_not_know_without_quoting_it) {
    const Error error = failure_of([] { Database::open("mysql://root:hunter2@localhost/x"); });
    EXPECT_EQ(error.fault(), Fault::invalid);
    EXPECT_EQ((error.message() + error.hint()).find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace certwright::store
