#include "sandbox/acm/search_certificates.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/listing.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/search_filter.hpp"
#include "sandbox/acm/search_order.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace certwright::sandbox::acm {
namespace {

constexpr std::int64_t default_results = 100;

/// A certificate and what it is sorted by; ARNs break ties.
struct Row {
    std::string key;
    const Certificate* certificate;
};

/// Up to `limit` rows and how to go on.
struct Found {
    std::vector<const Certificate*> rows;
    std::string next_token;
};

std::string search_question(json::object input) {
    input.erase("NextToken");
    input.erase("MaxResults");
    return boost::json::serialize(input);
}

std::string check_of_search(std::string_view question, std::string_view place) {
    return crypto::sha256_hex(fmt::format("{}|{}", question, place)).substr(0, 16);
}

/// Names the last row that was shown; good for the same question only.
std::string token_of(const Row& row, std::string_view question) {
    const auto place = row.key + "\n" + row.certificate->arn;
    return to_base64url(as_bytes(check_of_search(question, place) + place));
}

/// The key and the ARN of the last row that was shown.
std::pair<std::string, std::string> read_token(const std::string& token, std::string_view question) {
    try {
        const std::string text{as_text(from_base64url(token))};
        const auto check = text.substr(0, 16);
        const auto place = text.substr(check.size());
        const auto end = place.find('\n');
        if (end != place.npos && check == check_of_search(question, place))
            return {place.substr(0, end), place.substr(end + 1)};
    } catch (const Error&) {
        // No base64: no token of ours either.
    }
    throw ServiceError{"ValidationException", "The provided NextToken is invalid."};
}

/// What is asked for, but for the page.
struct Search {
    const Store& store;
    std::function<bool(const Certificate&)> wanted;
    std::string by;
    bool descending;
    std::string question;
    Time now;
};

/// Sorts no more than a page of what comes after the token.
Found sorted_page(const Search& search, const std::string& token, std::size_t limit) {
    const auto less = [&](const std::string& a, const std::string& a_arn, const std::string& b,
                          const std::string& b_arn) {
        const auto order = a == b ? a_arn.compare(b_arn) : a.compare(b);
        return search.descending ? order > 0 : order < 0;
    };
    std::optional<std::pair<std::string, std::string>> place;
    if (!token.empty()) place = read_token(token, search.question);
    std::vector<Row> rows;
    for (const auto& [arn, certificate] : search.store.certificates) {
        if (!is_visible(certificate, search.now) || !search.wanted(certificate)) continue;
        auto key = search_order_of(certificate, search.by);
        if (!place || less(place->first, place->second, key, arn))
            rows.push_back({std::move(key), &certificate});
    }
    const auto shown = std::min(rows.size(), limit);
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown), rows.end(),
                      [&](const Row& a, const Row& b) {
                          return less(a.key, a.certificate->arn, b.key, b.certificate->arn);
                      });
    Found found;
    for (std::size_t at = 0; at < shown; ++at) found.rows.push_back(rows[at].certificate);
    if (shown < rows.size()) found.next_token = token_of(rows[shown - 1], search.question);
    return found;
}

Found found_page(const Search& search, const std::string& token, std::size_t limit) {
    if (search.by != "CREATED_AT") return sorted_page(search, token, limit);
    auto page = page_of(search.store, search.wanted, limit, search.descending, token, search.question,
                        "ValidationException", search.now);
    return {std::move(page.rows), std::move(page.next_token)};
}

}  // namespace

json::object search_certificates(const Call& call, const json::object& input) {
    const auto* statement = json::find(input, "FilterStatement");
    const Search search{.store = store_of(call),
                        .wanted =
                            [&](const Certificate& row) {
                                return statement == nullptr || takes(statement->as_object(), row);
                            },
                        .by = json::text(input, "SortBy").value_or("CREATED_AT"),
                        .descending = json::text(input, "SortOrder").value_or("DESCENDING") == "DESCENDING",
                        .question = search_question(input),
                        .now = call.now};
    const auto limit = static_cast<std::size_t>(json::integer(input, "MaxResults").value_or(default_results));
    auto found = found_page(search, json::text(input, "NextToken").value_or(""), limit);
    json::array results;
    results.reserve(found.rows.size());
    for (const auto* row : found.rows) results.push_back(search_result_of(*row, call.now));
    json::object output{{"Results", std::move(results)}};
    if (!found.next_token.empty()) output["NextToken"] = std::move(found.next_token);
    return output;
}

}  // namespace certwright::sandbox::acm
