#include "inventory/certificate_numbers.hpp"

#include <algorithm>
#include <bit>

namespace certwright::inventory {

void CertificateNumbers::insert(std::int64_t number) {
    const auto byte = static_cast<std::size_t>(number) / 8;
    if (byte >= bits_.size()) bits_.resize(std::max(byte + 1, bits_.size() * 2));
    bits_[byte] = static_cast<std::uint8_t>(bits_[byte] | 1U << (number % 8));
}

void CertificateNumbers::add(const CertificateNumbers& more) {
    bits_.resize(std::max(bits_.size(), more.bits_.size()));
    for (std::size_t i = 0; i < more.bits_.size(); ++i)
        bits_[i] = static_cast<std::uint8_t>(bits_[i] | more.bits_[i]);
}

void CertificateNumbers::keep(const CertificateNumbers& others) {
    bits_.resize(std::min(bits_.size(), others.bits_.size()));
    for (std::size_t i = 0; i < bits_.size(); ++i)
        bits_[i] = static_cast<std::uint8_t>(bits_[i] & others.bits_[i]);
}

void CertificateNumbers::remove(const CertificateNumbers& others) {
    const std::size_t common = std::min(bits_.size(), others.bits_.size());
    for (std::size_t i = 0; i < common; ++i)
        bits_[i] = static_cast<std::uint8_t>(bits_[i] & ~others.bits_[i]);
}

std::size_t CertificateNumbers::size() const noexcept {
    std::size_t count = 0;
    for (const std::uint8_t byte : bits_) count += static_cast<std::size_t>(std::popcount(byte));
    return count;
}

std::vector<std::int64_t> CertificateNumbers::in_order() const {
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 0; i < bits_.size(); ++i)
        for (unsigned rest = bits_[i]; rest != 0; rest &= rest - 1)
            numbers.push_back(static_cast<std::int64_t>(i) * 8 + std::countr_zero(rest));
    return numbers;
}

}  // namespace certwright::inventory
