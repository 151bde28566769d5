#include "bench/support/estate.hpp"

#include "bench/support/list_page.hpp"

#include <algorithm>
#include <chrono>

namespace certwright::bench {
namespace {

// Published rates (https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html). A bucket holds one
// second's worth.
constexpr double list_rate = 8;
constexpr double describe_rate = 10;  // GetCertificate has the same, beside it

double in_seconds(Duration span) {
    return std::chrono::duration<double>(span).count();
}

std::size_t pages_of(std::size_t rows) {
    return std::max<std::size_t>(1, (rows + rows_a_page - 1) / rows_a_page);
}

}  // namespace

std::size_t Estate::certificates() const {
    std::size_t sum = 0;
    for (const auto& [region, count] : regions) sum += count;
    return sum;
}

std::size_t Estate::largest_region() const {
    std::size_t largest = 0;
    for (const auto& [region, count] : regions) largest = std::max(largest, count);
    return largest;
}

std::int64_t Estate::calls_of_a_rescan() const {
    std::size_t pages = 0;
    for (const auto& [region, count] : regions) pages += pages_of(count);
    return static_cast<std::int64_t>(pages) + 2;
}

double Estate::seconds_to_visible(Duration latency) const {
    const auto pages = static_cast<double>(pages_of(largest_region()));
    return std::max((3 + pages) * in_seconds(latency),
                    3 * in_seconds(latency) + (pages - list_rate) / list_rate);
}

double Estate::seconds_to_complete(Duration latency) const {
    const auto largest = static_cast<double>(largest_region());
    return seconds_to_visible(latency) + std::max(0.0, (largest - describe_rate) / describe_rate) +
           2 * in_seconds(latency);
}

}  // namespace certwright::bench
