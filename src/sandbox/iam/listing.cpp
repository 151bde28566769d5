#include "sandbox/iam/listing.hpp"

#include "base/json.hpp"

#include <string>

namespace certwright::sandbox::iam {
namespace {

constexpr std::int64_t default_page = 100;

}  // namespace

Pager pager_of(json::object input, Time now) {
    const auto marker = json::text(input, "Marker").value_or("");
    const auto limit = json::integer(input, "MaxItems").value_or(default_page);
    input.stable_erase("Marker");
    input.stable_erase("MaxItems");
    return {marker, static_cast<std::size_t>(limit), boost::json::serialize(input), now,
            ServiceError{"ValidationError", "Invalid Marker.", 400}};
}

void put_page_end(json::object& answer, const Pager& pager) {
    const auto next = pager.next_token();
    answer["IsTruncated"] = !next.empty();
    if (!next.empty()) answer["Marker"] = next;
}

}  // namespace certwright::sandbox::iam
