#include "store/migrator.hpp"

#include "base/clock.hpp"
#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "store/dialect_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace certwright {

std::vector<EmbeddedFile> embedded_migrations();  // made by cmake/embed.cmake

namespace store {
namespace {

/// Any number will do, as long as every version of Certwright uses the same.
constexpr auto postgresql_lock = "SELECT pg_advisory_lock(4860217736120259)";

constexpr auto create_history = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migrations (
        number BIGINT PRIMARY KEY,
        name TEXT NOT NULL,
        applied_at BIGINT NOT NULL
    )
)sql";

/// SQLite waits here for a server that migrates at the same time; on PostgreSQL the advisory lock
/// has waited before.
void in_transaction(Connection& connection, const std::function<void()>& change) {
    connection.execute(connection.dialect() == Dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
    try {
        change();
        connection.execute("COMMIT");
    } catch (...) {
        try {
            connection.execute("ROLLBACK");
        } catch (const Error&) {
            // A lost connection or a full disk has rolled back already; the first error tells more.
        }
        throw;
    }
}

/// As long as it lives SQLite does not act on foreign keys: a table that is made anew under its old
/// name would else take along what refers to it. Changing this needs a connection outside transactions.
class WithoutForeignKeys {
  public:
    explicit WithoutForeignKeys(Connection& connection) : connection_(connection) {
        if (applies()) connection_.execute("PRAGMA foreign_keys = OFF");
    }
    ~WithoutForeignKeys() {
        if (applies()) connection_.execute("PRAGMA foreign_keys = ON");
    }
    WithoutForeignKeys(const WithoutForeignKeys&) = delete;
    WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;

  private:
    bool applies() const { return connection_.dialect() == Dialect::sqlite; }
    Connection& connection_;
};

/// Throws when a migration left a reference to nothing behind.
void check_foreign_keys(Connection& connection) {
    if (connection.dialect() != Dialect::sqlite) return;
    connection.query("PRAGMA foreign_key_check", Values{}, [](const Row& row) {
        throw Error{Fault::internal, fmt::format("a row of {} refers to no row of {} after the migration",
                                                 row.text(0), row.text(2))};
    });
}

constexpr auto select_applied = "SELECT number FROM schema_migrations";

std::set<int> applied_numbers(Connection& connection) {
    std::set<int> numbers;
    connection.query(select_applied, Values{},
                     [&](const Row& row) { numbers.insert(static_cast<int>(row.integer(0))); });
    return numbers;
}

void refuse_newer(const std::set<int>& applied, int newest) {
    if (applied.empty() || *applied.rbegin() <= newest) return;
    throw Error{Fault::conflict,
                fmt::format("the database has schema {} and this certwright knows only up to schema {}",
                            *applied.rbegin(), newest),
                "start the newer certwright, or restore the backup made before the upgrade"};
}

constexpr auto insert_applied =
    "INSERT INTO schema_migrations (number, name, applied_at) VALUES ($1, $2, $3)";

bool apply(Connection& connection, const Migration& migration, int newest) {
    bool applied_now = false;
    in_transaction(connection, [&] {
        const auto applied = applied_numbers(connection);
        refuse_newer(applied, newest);
        if (applied.contains(migration.number)) return;
        connection.run_script(for_dialect(migration.sql, connection.dialect()));
        check_foreign_keys(connection);
        connection.execute(insert_applied, {migration.number, migration.name, SystemClock{}.now()});
        applied_now = true;
    });
    if (applied_now) {
        log::info("database migrated", {{"number", migration.number}, {"name", migration.name}});
    }
    return applied_now;
}

}  // namespace

std::vector<Migration> embedded_migrations() {
    std::vector<Migration> migrations;
    for (const EmbeddedFile& file : certwright::embedded_migrations()) {
        const std::string_view path = file.path;
        if (!path.ends_with(".sql")) continue;
        int number = 0;
        const auto end = std::from_chars(path.data(), path.data() + path.size(), number).ptr;
        ensure(number > 0 && *end == '_', "a migration file is not named NNNN_name.sql");
        const std::string_view name = path.substr(static_cast<std::size_t>(end + 1 - path.data()));
        migrations.push_back({number, std::string{name.substr(0, name.size() - 4)}, file.content});
    }
    std::ranges::sort(migrations, {}, &Migration::number);
    return migrations;
}

int migrate(Database& database, const std::vector<Migration>& migrations) {
    int newest = 0;
    for (const Migration& migration : migrations) newest = std::max(newest, migration.number);
    int count = 0;
    database.with_exclusive([&](Connection& connection) {
        if (connection.dialect() == Dialect::postgresql) connection.execute(postgresql_lock);
        in_transaction(connection, [&] { connection.run_script(create_history); });
        refuse_newer(applied_numbers(connection), newest);
        const WithoutForeignKeys scope{connection};
        for (const Migration& migration : migrations) count += apply(connection, migration, newest) ? 1 : 0;
    });
    return count;
}

}  // namespace store
}  // namespace certwright
