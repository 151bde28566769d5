#pragma once

#include "store/value.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace certwright::store {

/// Values in PostgreSQL's binary wire format. Points into the values, which must outlive it.
class PostgresParameters {
  public:
    /// Throws Fault::invalid for text that cannot be kept.
    explicit PostgresParameters(std::span<const Value> values);

    int count() const noexcept { return static_cast<int>(values_.size()); }
    const char* const* values() const noexcept { return values_.data(); }
    const int* lengths() const noexcept { return lengths_.data(); }
    const int* formats() const noexcept { return formats_.data(); }
    const std::vector<unsigned>& types() const noexcept { return types_; }

  private:
    void add(unsigned type, const char* first, std::size_t size);

    std::vector<std::array<char, 8>> numbers_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<unsigned> types_;
};

}  // namespace certwright::store
