#include "store/sqlite_database.hpp"

#include "base/error.hpp"
#include "store/write_scope.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace certwright::store {
namespace {

constexpr std::string_view memory = ":memory:";

/// Makes the file if it is missing, readable by its owner only: SQLite gives the files beside it
/// the same mode. Also tells why it cannot be opened, which SQLite does not.
const std::string& prepared(const std::string& path) {
    if (path == memory) return path;
    if (path.empty()) throw Error{Fault::invalid, "the database URL names no file", "write sqlite:PATH"};
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        throw Error{
            Fault::unavailable,
            fmt::format("cannot open database \"{}\": {}", path, std::generic_category().message(errno)),
            "check that the directory exists and the user that runs certwright may write to it"};
    }
    ::close(file);
    return path;
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const DatabaseOptions& options)
    : Database(options.metrics),
      in_memory_(path == memory),
      options_(options),
      writer_(prepared(path), SqliteAccess::write, options.wait),
      readers_(options.readers, options.wait, [path, wait = options.wait] {
          return std::make_unique<SqliteConnection>(path, SqliteAccess::read, wait);
      }) {}

SqliteDatabase::WriterLock SqliteDatabase::lock_writer() {
    WriterLock lock{writer_turn_, options_.wait};
    if (!lock) {
        throw Error{Fault::unavailable, "another write holds the database for too long", "try again"};
    }
    return lock;
}

void SqliteDatabase::with_exclusive(const std::function<void(Connection&)>& use) {
    const WriteScope scope{*this};
    const auto lock = lock_writer();
    use(writer_);
}

void SqliteDatabase::with_reader(const std::function<void(Connection&)>& use) {
    if (in_memory_) {
        const auto lock = lock_writer();
        return use(writer_);
    }
    const auto reader = readers_.take();
    use(*reader);
}

void SqliteDatabase::with_transaction(const std::function<void(Transaction&)>& use) {
    auto transaction = begin(writer_);
    {
        const WriteScope scope{*this};
        const auto lock = lock_writer();
        // IMMEDIATE: a transaction that reads first and wants to write later could find that
        // somebody else wrote in between, and no waiting would help it.
        writer_.execute("BEGIN IMMEDIATE");
        try {
            use(transaction);
            writer_.execute("COMMIT");
        } catch (...) {
            // A full disk has rolled it back already.
            if (writer_.in_transaction()) writer_.execute("ROLLBACK");
            throw;
        }
    }
    committed(transaction);
}

}  // namespace certwright::store
