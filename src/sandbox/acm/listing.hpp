#pragma once

#include "sandbox/acm/store.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox::acm {

/// A place in the order of creation, as a page token carries it. Opaque to clients; bound to the request that
/// it was given for, because AWS refuses a token under other filters.
struct PagePosition {
    Time created_at{};
    std::string arn;
};
std::string page_token(const PagePosition& position, std::string_view question);
/// Throws ServiceError `code` for a token that was not given for this question.
PagePosition read_page_token(const std::string& token, std::string_view question, const std::string& code);

/// Up to `limit` certificates that `wanted` takes, in the order of creation, after the token's place. Looks
/// at as many rows as it takes, and no further.
struct Page {
    std::vector<const Certificate*> rows;
    std::string next_token;
};
Page page_of(const Store& store, const std::function<bool(const Certificate&)>& wanted, std::size_t limit,
             bool descending, const std::string& token, std::string_view question, const std::string& code,
             Time now);

}  // namespace certwright::sandbox::acm
