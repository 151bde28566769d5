#include "store/sqlite_statement.hpp"

#include "base/error.hpp"
#include "store/sqlite_failure.hpp"
#include "store/text.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <charconv>

namespace certwright::store {
namespace {

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* handle) : handle_(handle) {}

    std::size_t size() const override { return static_cast<std::size_t>(sqlite3_column_count(handle_)); }
    bool is_null(std::size_t column) const override { return type(column) == SQLITE_NULL; }
    bool boolean(std::size_t column) const override {
        const std::int64_t stored = integer(column);
        ensure(stored == 0 || stored == 1, "a column read as a boolean holds another number");
        return stored == 1;
    }
    std::int64_t integer(std::size_t column) const override {
        require(column, SQLITE_INTEGER, "an integer");
        return sqlite3_column_int64(handle_, index(column));
    }
    double real(std::size_t column) const override {
        if (type(column) != SQLITE_INTEGER) require(column, SQLITE_FLOAT, "a real number");
        return sqlite3_column_double(handle_, index(column));
    }
    std::string_view text_view(std::size_t column) const override {
        require(column, SQLITE_TEXT, "text");
        // As bytes: asking for text would end it with a zero first, in a copy.
        const void* first = sqlite3_column_blob(handle_, index(column));
        return {static_cast<const char*>(first),
                static_cast<std::size_t>(sqlite3_column_bytes(handle_, index(column)))};
    }
    Bytes blob(std::size_t column) const override {
        require(column, SQLITE_BLOB, "bytes");
        const auto* first = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, index(column)));
        return {first, first + sqlite3_column_bytes(handle_, index(column))};
    }

  private:
    int index(std::size_t column) const {
        ensure(column < size(), "a column beyond the last one was read");
        return static_cast<int>(column);
    }
    int type(std::size_t column) const { return sqlite3_column_type(handle_, index(column)); }
    void require(std::size_t column, int wanted, std::string_view noun) const {
        if (type(column) == wanted) return;
        throw Error{Fault::internal, fmt::format("column \"{}\" was read as {} but holds {}",
                                                 sqlite3_column_name(handle_, index(column)), noun,
                                                 is_null(column) ? "NULL" : "something else")};
    }

    sqlite3_stmt* handle_;
};

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* handle) const noexcept {
    sqlite3_finalize(handle);
}

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view sql, const std::string& path)
    : database_(database), path_(path) {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw_sqlite_failure(database, SqlitePhase::preparing, path_);
    ensure(handle != nullptr, "an empty statement was given to the database");
    row_ = std::make_unique<SqliteRow>(handle);

    for (int slot = 1; slot <= sqlite3_bind_parameter_count(handle); ++slot) {
        const char* name = sqlite3_bind_parameter_name(handle, slot);
        const std::string_view digits = name == nullptr ? "" : std::string_view{name}.substr(1);
        std::size_t number = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        ensure(number > 0, "a parameter in the SQL is not written as $n");
        if (slots_.size() < number) slots_.resize(number, 0);
        slots_[number - 1] = slot;
    }
}

void SqliteStatement::bind(std::span<const Value> values) {
    if (values.size() != slots_.size()) {
        throw Error{Fault::internal, fmt::format("the statement takes {} values and was given {}",
                                                 slots_.size(), values.size())};
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (slots_[i] != 0) bind(slots_[i], values[i]);
    }
}

void SqliteStatement::bind(int slot, const Value& value) {
    sqlite3_stmt* const handle = handle_.get();
    const int code = std::visit(
        Overloaded{
            [&](Null) { return sqlite3_bind_null(handle, slot); },
            [&](bool truth) { return sqlite3_bind_int(handle, slot, truth ? 1 : 0); },
            [&](std::int64_t number) { return sqlite3_bind_int64(handle, slot, number); },
            [&](double number) { return sqlite3_bind_double(handle, slot, number); },
            [&](const std::string& text) {
                require_storable(text);
                // nullptr is SQLITE_STATIC, whose definition is an old-style cast: no copy is made.
                return sqlite3_bind_text64(handle, slot, text.data(), text.size(), nullptr, SQLITE_UTF8);
            },
            [&](const Bytes& bytes) {
                // An empty vector may have no address, and binding none would mean NULL.
                if (bytes.empty()) return sqlite3_bind_zeroblob(handle, slot, 0);
                return sqlite3_bind_blob64(handle, slot, bytes.data(), bytes.size(), nullptr);
            },
        },
        value.variant());
    if (code != SQLITE_OK) throw_sqlite_failure(database_, SqlitePhase::running, path_);
}

bool SqliteStatement::step() {
    switch (sqlite3_step(handle_.get())) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            throw_sqlite_failure(database_, SqlitePhase::running, path_);
    }
}

void SqliteStatement::reset() noexcept {
    sqlite3_reset(handle_.get());
}

}  // namespace certwright::store
