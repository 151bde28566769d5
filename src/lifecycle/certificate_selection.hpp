#pragma once

#include "inventory/selected_numbers.hpp"
#include "lifecycle/certificate_filter.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>

namespace certwright::lifecycle {

/// Which certificates of the repository a filter chose a moment ago, for a page and its total to be asked
/// about: as numbers on SQLite; PostgreSQL plans better by itself and is given the filter as a condition.
class CertificateSelection {
  public:
    /// Throws Fault::invalid for a group that there is not.
    CertificateSelection(store::Connection& connection, const CertificateFilter& filter, Time now);

    /// What a walk along an index finds the number of a certificate in.
    enum class Walk { certificates, versions };

    /// A condition over `certificates c` and `certificate_versions v`, whose values are put into `values`,
    /// which is empty.
    std::string to_sql(store::Values& values, Walk walk = Walk::certificates) const;
    /// How many there are, where that is known already.
    std::optional<std::int64_t> size() const;
    /// Whether the condition may be over `certificate_versions v`, too.
    bool is_about_version() const noexcept { return !numbers_ && !is_of_all_; }

  private:
    std::optional<inventory::SelectedNumbers> numbers_;  ///< on SQLite
    std::string condition_;                              ///< on PostgreSQL, with its values
    store::Values condition_values_;
    bool is_of_all_;
};

}  // namespace certwright::lifecycle
