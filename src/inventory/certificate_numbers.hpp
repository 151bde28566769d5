#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace certwright::inventory {

/// A set of AWS certificates by their numbers (`aws_certificates.number` on SQLite), a bit for each.
class CertificateNumbers {
  public:
    CertificateNumbers() = default;
    /// As bits() gives them, and the SQL function bit_set.
    explicit CertificateNumbers(Bytes bits) : bits_(std::move(bits)) {}

    void insert(std::int64_t number);
    /// What is in either.
    void add(const CertificateNumbers& more);
    /// What is in both.
    void keep(const CertificateNumbers& others);
    void remove(const CertificateNumbers& others);

    std::size_t size() const noexcept;
    std::vector<std::int64_t> in_order() const;
    /// Number n is bit n % 8 of byte n / 8, as the SQL function get_bit counts.
    const Bytes& bits() const noexcept { return bits_; }

  private:
    Bytes bits_;
};

}  // namespace certwright::inventory
