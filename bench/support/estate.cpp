#include "bench/support/estate.hpp"

#include "bench/support/list_page.hpp"

#include <algorithm>
#include <array>

namespace certwright::bench {
namespace {

constexpr std::array region_names{
    "af-south-1",   "ap-east-1",      "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
    "ap-south-2",   "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ca-central-1",
    "ca-west-1",    "eu-central-1",   "eu-central-2",   "eu-north-1",     "eu-south-1",     "eu-south-2",
    "eu-west-1",    "eu-west-2",      "eu-west-3",      "il-central-1",   "me-central-1",   "me-south-1",
    "mx-central-1", "sa-east-1",      "us-east-1",      "us-east-2",      "us-west-1",      "us-west-2"};
static_assert(region_names.size() == Estate::regions);

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

void Estate::put_into(test::FakeAws& aws) const {
    for (std::size_t i = 0; i < regions; ++i)
        aws.fill(region_names[i], certificates / regions + (i < certificates % regions ? 1 : 0));
}

std::int64_t Estate::calls_of_a_rescan() const {
    std::size_t pages = 0;
    for (std::size_t i = 0; i < regions; ++i)
        pages += pages_of(certificates / regions + (i < certificates % regions ? 1 : 0));
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
