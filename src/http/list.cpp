#include "http/list.hpp"

#include "base/json.hpp"
#include "http/cursor.hpp"

#include <algorithm>

namespace certwright::http {

Reply list_reply(json::array items, std::optional<std::string> next_cursor,
                 std::optional<std::int64_t> total) {
    json::object document;
    document["items"] = std::move(items);
    document["next_cursor"] = json::from_optional(next_cursor);
    document["total"] = json::from_optional(total);
    return Reply::json(document);
}

Reply page_of(const RequestContext& context, const json::array& all) {
    std::size_t begin = 0;
    if (const auto cursor = json::text(context.query, "cursor"))
        begin = static_cast<std::size_t>(decode_cursor_number(*cursor));
    begin = std::min(begin, all.size());
    const std::size_t end = begin + std::min(context.limit(), all.size() - begin);
    json::array items;
    for (std::size_t i = begin; i < end; ++i) items.push_back(all[i]);
    return list_reply(std::move(items),
                      end < all.size() ? std::optional{encode_cursor({std::to_string(end)})} : std::nullopt,
                      static_cast<std::int64_t>(all.size()));
}

}  // namespace certwright::http
