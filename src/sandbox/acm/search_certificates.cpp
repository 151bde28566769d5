#include "sandbox/acm/search_certificates.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/search_filter.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace certwright::sandbox::acm {
namespace {

constexpr std::int64_t default_results = 100;

std::string sortable(std::optional<Time> time) {
    return time ? fmt::format("{:020}", to_micros(*time)) : "";
}

std::string sort_key(const Certificate& c, std::string_view by) {
    if (by == "CREATED_AT") return sortable(c.created_at);
    if (by == "NOT_AFTER") return c.content ? sortable(c.content->not_after) : "";
    if (by == "NOT_BEFORE") return c.content ? sortable(c.content->not_before) : "";
    if (by == "ISSUED_AT") return sortable(c.issued_at);
    if (by == "IMPORTED_AT") return sortable(c.imported_at);
    if (by == "REVOKED_AT") return sortable(c.revoked_at);
    if (by == "STATUS") return c.status;
    if (by == "RENEWAL_STATUS") return renewal_status_of(c);
    if (by == "EXPORTED") return c.exported_at ? "1" : "0";
    if (by == "IN_USE") return c.in_use() ? "1" : "0";
    if (by == "KEY_ALGORITHM") return c.key_algorithm;
    if (by == "TYPE") return c.type;
    if (by == "COMMON_NAME") return c.domain_name;
    if (by == "RENEWAL_ELIGIBILITY") return is_renewal_eligible(c) ? "ELIGIBLE" : "INELIGIBLE";
    if (by == "MANAGED_BY") return c.managed_by;
    if (by == "EXPORT_OPTION") return c.exportable ? "ENABLED" : "DISABLED";
    if (by == "VALIDATION_METHOD") return c.validation_method();
    if (by == "CERTIFICATE_KEY_PAIR_ORIGIN")
        return c.type == "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED";
    return "";  // the ACME fields are empty everywhere; ARNs break the tie
}

struct Row {
    std::string key;
    const Certificate* certificate;
};

ServiceError wrong_token() {
    return {"ValidationException", "The provided NextToken is invalid."};
}

/// Where the page begins: behind the last row of the page before.
std::vector<Row>::const_iterator first_of_page(const std::vector<Row>& rows, const Pager& pager) {
    if (pager.after().empty()) return rows.begin();
    const auto last = std::find_if(rows.begin(), rows.end(),
                                   [&](const Row& row) { return row.certificate->arn == pager.after(); });
    if (last == rows.end()) throw wrong_token();
    return std::next(last);
}

std::string search_question(json::object input) {
    input.erase("NextToken");
    input.erase("MaxResults");
    return boost::json::serialize(input);
}

}  // namespace

json::object search_certificates(const Call& call, const json::object& input) {
    const auto by = json::text(input, "SortBy").value_or("CREATED_AT");
    const bool descending = json::text(input, "SortOrder").value_or("DESCENDING") == "DESCENDING";
    const auto* statement = json::find(input, "FilterStatement");
    std::vector<Row> rows;
    for (const auto& [arn, certificate] : store_of(call).certificates) {
        if (!is_visible(certificate, call.now)) continue;
        if (statement != nullptr && !takes(statement->as_object(), certificate)) continue;
        rows.push_back({sort_key(certificate, by), &certificate});
    }
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        const auto order =
            a.key == b.key ? a.certificate->arn.compare(b.certificate->arn) : a.key.compare(b.key);
        return descending ? order > 0 : order < 0;
    });
    const auto limit = static_cast<std::size_t>(json::integer(input, "MaxResults").value_or(default_results));
    Pager pager{json::text(input, "NextToken").value_or(""), limit, search_question(input), call.now,
                wrong_token()};
    json::array results;
    for (auto row = first_of_page(rows, pager); row != rows.end(); ++row) {
        if (!pager.take(row->certificate->arn)) break;
        results.push_back(search_result_of(*row->certificate, call.now));
    }
    json::object output{{"Results", std::move(results)}};
    if (auto token = pager.next_token(); !token.empty()) output["NextToken"] = std::move(token);
    return output;
}

}  // namespace certwright::sandbox::acm
