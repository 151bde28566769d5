#pragma once

#include "http/reply.hpp"
#include "http/route.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace certwright::http {

/// What list_of() describes.
Reply list_reply(boost::json::array items, std::optional<std::string> next_cursor,
                 std::optional<std::int64_t> total = {});

/// The page that `limit` and `cursor` ask for of a list that is short enough to be read whole.
Reply page_of(const RequestContext& context, const boost::json::array& all);

}  // namespace certwright::http
