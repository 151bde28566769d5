#pragma once

#include "base/time.hpp"
#include "inventory/filter_terms.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::lifecycle {

/// Which certificates of the repository a list shows. Different properties all hold, values of one property
/// are alternatives, `!` in front of a value negates it: as the filter of AWS certificates has it.
class CertificateFilter {
  public:
    /// Each property and what it means, for the OpenAPI document.
    static const inventory::FilterProperties& properties();
    /// Throws Fault::invalid naming the property.
    static CertificateFilter parse(const std::vector<std::pair<std::string, std::string>>& parameters);

    /// A condition over `certificates c` and `certificate_versions v`; values are appended.
    std::string to_sql(store::Dialect dialect, Time now, store::Values& values) const;

  private:
    std::vector<inventory::FilterTerm> terms_;
};

}  // namespace certwright::lifecycle
