#pragma once

#include "store/value.hpp"

struct pg_result;

namespace certwright::store {

/// One row of an answer in PostgreSQL's binary wire format.
class PostgresRow final : public Row {
  public:
    PostgresRow(const pg_result* result, int row) : result_(result), row_(row) {}

    std::size_t size() const override;
    bool is_null(std::size_t column) const override;
    bool boolean(std::size_t column) const override;
    std::int64_t integer(std::size_t column) const override;
    double real(std::size_t column) const override;
    std::string_view text_view(std::size_t column) const override;
    Bytes blob(std::size_t column) const override;

  private:
    int index(std::size_t column) const;
    unsigned type(std::size_t column) const;
    std::string_view bytes(std::size_t column) const;
    [[noreturn]] void refuse(std::size_t column, std::string_view noun) const;

    const pg_result* result_;
    int row_;
};

}  // namespace certwright::store
