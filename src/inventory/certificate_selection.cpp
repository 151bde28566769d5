#include "inventory/certificate_selection.hpp"

#include "base/error.hpp"
#include "inventory/certificate_search.hpp"

namespace certwright::inventory {

CertificateSelection::CertificateSelection(store::Connection& connection, const CertificateFilter& filter,
                                           Time now) {
    if (connection.dialect() == store::Dialect::postgresql) {
        condition_ = filter.to_sql(now, condition_values_, &connection);
        return;
    }
    numbers_.emplace(filter.terms(), [&](const std::string& property, const auto& values) {
        return search_certificates(connection, property, values, now);
    });
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
