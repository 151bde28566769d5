#pragma once

#include "base/time.hpp"
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
    static const std::vector<std::pair<std::string_view, std::string_view>>& properties();
    /// Throws Fault::invalid naming the property.
    static CertificateFilter parse(const std::vector<std::pair<std::string, std::string>>& parameters);

    /// A condition over `certificates c` and `certificate_versions v`; values are appended.
    std::string to_sql(store::Dialect dialect, Time now, store::Values& values) const;

  private:
    struct Term {
        std::string property;
        std::vector<std::string> wanted, unwanted;
    };
    std::vector<Term> terms_;
};

}  // namespace certwright::lifecycle
