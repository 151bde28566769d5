#pragma once

#include "store/value.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace certwright::store {

/// A prepared statement: bound, stepped and reset here and nowhere else.
class SqliteStatement {
  public:
    SqliteStatement(sqlite3* database, std::string_view sql, const std::string& path);

    /// The values must live until reset(). Throws Fault::internal when their number is wrong,
    /// Fault::invalid for text that cannot be kept.
    void bind(std::span<const Value> values);
    /// True when a row is ready, false at the end.
    bool step();
    void reset() noexcept;
    /// The row that step() found.
    const Row& row() const noexcept { return *row_; }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const noexcept;
    };
    void bind(int slot, const Value& value);

    sqlite3* database_;
    const std::string& path_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    std::unique_ptr<Row> row_;
    /// SQLite numbers parameters by first appearance: slots_[n - 1] is where $n went, or 0.
    std::vector<int> slots_;
};

}  // namespace certwright::store
