#include "sandbox/tagging/paging.hpp"

#include "base/json.hpp"
#include "sandbox/world/world.hpp"

#include <utility>

namespace certwright::sandbox::tagging {
namespace {

constexpr Duration longest_wait = std::chrono::minutes{15};

}  // namespace

ServiceError invalid_parameter(std::string message) {
    return {"InvalidParameterException", std::move(message)};
}

Pager pager_of(const Call& call, const json::object& input, std::size_t limit, const std::string& question) {
    const Time now = call.world.machine.now();
    Pager pager{json::text(input, "PaginationToken").value_or(""), limit, call.operation.name + question, now,
                invalid_parameter("The PaginationToken is invalid.")};
    if (pager.since() + longest_wait < now) {
        throw ServiceError{"PaginationTokenExpiredException",
                           "The PaginationToken has expired. A token is valid for a maximum of 15 minutes."};
    }
    return pager;
}

}  // namespace certwright::sandbox::tagging
