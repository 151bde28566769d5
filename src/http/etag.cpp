#include "http/etag.hpp"

#include "http/problem.hpp"

#include <algorithm>

namespace certwright::http {

std::string etag_of(Time updated_at) {
    return "\"" + std::to_string(to_micros(updated_at)) + "\"";
}

std::optional<Reply> refuse_stale(const RequestContext& context, std::string_view etag) {
    const auto field = context.request.headers.find("If-Match");
    if (!field || *field == "*") return std::nullopt;
    std::string_view rest = *field;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view element = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        while (element.starts_with(' ')) element.remove_prefix(1);
        while (element.ends_with(' ')) element.remove_suffix(1);
        if (element == etag) return std::nullopt;
    }
    return problem(Error{Fault::conflict, "somebody changed it since you read it",
                         "read it again, then repeat the change"},
                   context.request_id(), 412);
}

}  // namespace certwright::http
