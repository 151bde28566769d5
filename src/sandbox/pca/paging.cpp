#include "sandbox/pca/paging.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <utility>

namespace certwright::sandbox::pca {
namespace {

/// AWS documents none; as many as MaxResults may ask for.
constexpr std::int64_t default_page = 1000;

}  // namespace

Pager pager_of(const Call& call, const json::object& input, std::string question) {
    const auto limit = json::integer(input, "MaxResults").value_or(default_page);
    return {json::text(input, "NextToken").value_or(""), static_cast<std::size_t>(limit), std::move(question),
            call.now, ServiceError{"InvalidNextTokenException", "The NextToken is not valid."}};
}

json::object page_of(std::string_view name, json::array rows, const Pager& pager) {
    json::object page;
    page[name] = std::move(rows);
    if (auto next = pager.next_token(); !next.empty()) page["NextToken"] = std::move(next);
    return page;
}

}  // namespace certwright::sandbox::pca
