#pragma once

#include "base/time.hpp"
#include "inventory/filter_terms.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::lifecycle {

/// Properties and their values as a query names them, in any order.
using FilterParameters = std::vector<std::pair<std::string, std::string>>;

/// Which certificates of the repository a list shows. Different properties all hold, values of one property
/// are alternatives, `!` in front of a value negates it: as the filter of AWS certificates has it.
class CertificateFilter {
  public:
    /// Each property and what it means, for the OpenAPI document.
    static const inventory::FilterProperties& properties();
    /// Throws Fault::invalid naming the property.
    static CertificateFilter parse(const FilterParameters& parameters);

    /// A condition over `certificates c` and `certificate_versions v`; values are appended. Throws
    /// Fault::invalid for a group that there is not.
    std::string to_sql(store::Connection& connection, Time now, store::Values& values) const;

    const std::vector<inventory::FilterTerm>& terms() const noexcept { return terms_; }

  private:
    /// `connection` is null where only the values are looked at.
    std::string condition(store::Connection* connection, Time now, store::Values& values) const;

    std::vector<inventory::FilterTerm> terms_;
};

}  // namespace certwright::lifecycle
