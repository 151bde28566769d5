#pragma once

#include "base/time.hpp"
#include "inventory/filter_terms.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::inventory {

/// Which AWS certificates a list, its totals or an export are about, as the query parameters of the
/// API write it: different properties all hold, repeated values of one are alternatives, and a value
/// that begins with `!` must not hold.
class CertificateFilter {
  public:
    /// The properties there are, each with one line of explanation.
    static const FilterProperties& properties();

    CertificateFilter() = default;
    /// Of terms that another filter has.
    explicit CertificateFilter(std::vector<FilterTerm> terms) : terms_(std::move(terms)) {}
    /// Throws Fault::invalid for an unknown property or a value that cannot be meant.
    static CertificateFilter parse(const std::vector<std::pair<std::string, std::string>>& parameters);

    /// A condition over `aws_certificates c`, its values appended to `values`; "TRUE" without any.
    /// With a connection, better planned by what the database then says (see CertificateCondition).
    std::string to_sql(Time now, store::Values& values, store::Connection* connection = nullptr) const;

    const std::vector<FilterTerm>& terms() const noexcept { return terms_; }

  private:
    std::vector<FilterTerm> terms_;
};

}  // namespace certwright::inventory
