#pragma once

#include "inventory/certificate_filter.hpp"
#include "inventory/selected_numbers.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>

namespace certwright::inventory {

/// Which certificates a filter chose a moment ago, for a page, its total and the totals to be asked about:
/// as numbers on SQLite; PostgreSQL plans better by itself and is given the filter as a condition.
class CertificateSelection {
  public:
    CertificateSelection(store::Connection& connection, const CertificateFilter& filter, Time now);

    /// A condition over `aws_certificates c`, whose values are put into `values`, which is empty.
    std::string to_sql(store::Values& values) const;
    /// How many there are, where that is known already.
    std::optional<std::int64_t> size() const;

  private:
    std::optional<SelectedNumbers> numbers_;  ///< on SQLite
    std::string condition_;                   ///< on PostgreSQL, with its values
    store::Values condition_values_;
};

}  // namespace certwright::inventory
