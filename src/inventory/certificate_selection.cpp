#include "inventory/certificate_selection.hpp"

#include "base/error.hpp"
#include "inventory/certificate_search.hpp"

#include <algorithm>
#include <functional>

namespace certwright::inventory {
namespace {

/// Whether it is quicker to look at each of them than to walk along an index: a row costs what about eight
/// entries of an index do.
bool are_few(store::Connection& connection, const CertificateNumbers& numbers) {
    const auto all =
        connection.list("SELECT max(number) FROM aws_certificates", store::Values{},
                        [](const store::Row& row) { return row.is_null(0) ? 0 : row.integer(0); });
    return static_cast<std::int64_t>(numbers.size()) * 8 <= all.front();
}

}  // namespace

CertificateSelection::CertificateSelection(store::Connection& connection, const CertificateFilter& filter,
                                           Time now) {
    if (connection.dialect() == store::Dialect::postgresql) {
        condition_ = filter.to_sql(now, condition_values_, &connection);
        return;
    }
    const auto search = [&](const std::string& property, const auto& values) {
        return search_certificates(connection, property, values, now);
    };
    std::vector<FilterTerm> terms = filter.terms();
    const auto of_totals = std::ranges::stable_partition(terms, std::not_fn(is_in_totals));
    const CertificateFilter common{std::vector<FilterTerm>{of_totals.begin(), of_totals.end()}};
    terms.erase(of_totals.begin(), of_totals.end());
    numbers_.emplace(terms, search);
    if (common.terms().empty()) return;
    if (numbers_->named() && are_few(connection, *numbers_->named()))
        numbers_->keep(look_up(connection, *numbers_->named(), common, now));
    else if (common.terms().size() > 1)
        numbers_->keep(walk_totals(connection, common, now));
    else  // one alone is quicker by its own index
        numbers_->narrow(common.terms().front(), search);
}

std::string CertificateSelection::to_sql(store::Values& values) const {
    if (numbers_) return numbers_->to_sql(values);
    ensure(values.empty(), "the filter's values are the first of a statement");
    values = condition_values_;
    return condition_;
}

std::optional<std::int64_t> CertificateSelection::size() const {
    return numbers_ ? numbers_->size() : std::nullopt;
}

}  // namespace certwright::inventory
