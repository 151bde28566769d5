#include "sandbox/acm/search_certificates.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/listing.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/search_filter.hpp"
#include "sandbox/acm/search_order.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox::acm {
namespace {

constexpr std::int64_t default_results = 100;

/// What is asked for, but for the page.
struct Search {
    const Store& store;
    std::function<bool(const Certificate&)> wanted;
    std::string by;
    bool descending;
    Time now;
};

/// A certificate and what it is sorted by; ARNs break ties.
struct Row {
    std::string key;
    const Certificate* certificate;

    /// For page tokens. No key has a line break.
    std::string place() const { return key + "\n" + certificate->arn; }
};

/// Compares the way that the search is sorted.
class Before {
  public:
    explicit Before(bool descending) : descending_(descending) {}

    bool operator()(const Row& a, const Row& b) const {
        return before(a.key, a.certificate->arn, b.key, b.certificate->arn);
    }
    /// Whether the place comes before the row.
    bool operator()(std::string_view place, const Row& row) const {
        const auto end = place.find('\n');
        return before(place.substr(0, end), place.substr(end + 1), row.key, row.certificate->arn);
    }

  private:
    bool before(std::string_view a, std::string_view a_arn, std::string_view b,
                std::string_view b_arn) const {
        const auto order = a == b ? a_arn.compare(b_arn) : a.compare(b);
        return descending_ ? order > 0 : order < 0;
    }
    bool descending_;
};

/// Sorts no more than a page of what comes behind the page before.
std::vector<const Certificate*> sorted_page(const Search& search, std::size_t limit, Pager& pager) {
    const Before before{search.descending};
    std::vector<Row> rows;
    for (const auto& [arn, certificate] : search.store.certificates) {
        if (!is_visible(certificate, search.now) || !search.wanted(certificate)) continue;
        Row row{search_order_of(certificate, search.by), &certificate};
        if (pager.after().empty() || before(pager.after(), row)) rows.push_back(std::move(row));
    }
    const auto shown = rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), limit + 1));
    std::partial_sort(rows.begin(), shown, rows.end(), before);
    std::vector<const Certificate*> page;
    for (auto row = rows.begin(); row != shown && pager.take(row->place()); ++row)
        page.push_back(row->certificate);
    return page;
}

/// In the order of the request: erase() would put the last member where the erased one was.
std::string search_question(json::object input) {
    input.stable_erase("NextToken");
    input.stable_erase("MaxResults");
    return boost::json::serialize(input);
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
                        .now = call.now};
    const auto limit = static_cast<std::size_t>(json::integer(input, "MaxResults").value_or(default_results));
    Pager pager{json::text(input, "NextToken").value_or(""), limit, search_question(input), call.now,
                ServiceError{"ValidationException", "The provided NextToken is invalid."}};
    const auto page = search.by == "CREATED_AT"
                          ? rows_of_page(search.store, search.wanted, search.descending, pager, search.now)
                          : sorted_page(search, limit, pager);
    json::array results;
    results.reserve(page.size());
    for (const auto* row : page) results.push_back(search_result_of(*row, call.now));
    json::object output{{"Results", std::move(results)}};
    if (auto token = pager.next_token(); !token.empty()) output["NextToken"] = std::move(token);
    return output;
}

}  // namespace certwright::sandbox::acm
