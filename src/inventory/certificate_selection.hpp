#pragma once

#include "inventory/certificate_filter.hpp"
#include "inventory/certificate_numbers.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>

namespace certwright::inventory {

/// Which certificates a filter chose a moment ago, for a page, its total and the totals to be asked about.
///
/// On SQLite, which has neither statistics nor hashed sets, every value of the filter is looked up in the
/// one index or narrow table that has it, and what comes is joined as sets of numbers; any index of
/// certificates can then be walked with the result. PostgreSQL plans that better by itself and is given
/// the filter as a condition.
class CertificateSelection {
  public:
    CertificateSelection(store::Connection& connection, const CertificateFilter& filter, Time now);

    /// A condition over `aws_certificates c`, whose values are put into `values`, which is empty.
    std::string to_sql(store::Values& values) const;
    /// How many there are, where that is known already.
    std::optional<std::int64_t> size() const;

  private:
    std::string condition_;  ///< on PostgreSQL, with its values
    store::Values condition_values_;
    bool by_number_;
    std::optional<CertificateNumbers> only_;
    std::optional<CertificateNumbers> except_;  ///< where there is no `only_`
};

}  // namespace certwright::inventory
