#include "inventory/certificate_selection.hpp"

#include "base/error.hpp"
#include "inventory/certificate_search.hpp"

#include <algorithm>
#include <functional>

namespace certwright::inventory {

CertificateSelection::CertificateSelection(store::Connection& connection, const CertificateFilter& filter,
                                           Time now) {
    if (connection.dialect() == store::Dialect::postgresql) {
        condition_ = filter.to_sql(now, condition_values_, &connection);
        return;
    }
    // Two or more such terms are one walk; one alone is quicker by its own index.
    std::vector<FilterTerm> terms = filter.terms();
    const auto of_totals = std::ranges::stable_partition(terms, std::not_fn(is_in_totals));
    const std::vector<FilterTerm> walked{of_totals.begin(), of_totals.end()};
    if (walked.size() > 1) terms.erase(of_totals.begin(), of_totals.end());
    numbers_.emplace(terms, [&](const std::string& property, const auto& values) {
        return search_certificates(connection, property, values, now);
    });
    if (walked.size() > 1) numbers_->keep(walk_totals(connection, CertificateFilter{walked}, now));
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
