#pragma once

#include "inventory/certificate_numbers.hpp"
#include "inventory/filter_terms.hpp"
#include "store/value.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::inventory {

/// The certificates that the terms of a filter choose, as a set of their numbers: on SQLite, which has
/// neither statistics nor hashed sets. Every value of a term is looked up in the one index or narrow table
/// that has it, and what comes is joined; any index of the certificates can then be walked with the result.
class SelectedNumbers {
  public:
    /// The certificates for which any of a property's values holds.
    using Search = std::function<CertificateNumbers(const std::string& property,
                                                    const std::vector<std::string>& values)>;

    /// Every certificate.
    SelectedNumbers() = default;
    SelectedNumbers(const std::vector<FilterTerm>& terms, const Search& search);

    /// Only those that the term chooses too.
    void narrow(const FilterTerm& term, const Search& search);
    /// Only those that are among `others` too.
    void keep(CertificateNumbers others);

    /// A condition over `c.number`, or, where it is met on a walk along an index that has the number as
    /// `walked`, over that. Values are appended to `values`.
    std::string to_sql(store::Values& values, std::string_view walked = "c.number") const;
    /// How many there are, where that is known already.
    std::optional<std::int64_t> size() const;
    /// Which, where they are named and not those that are left out.
    const std::optional<CertificateNumbers>& named() const noexcept { return only_; }
    /// Those of `all`.
    CertificateNumbers among(CertificateNumbers all) const;

  private:
    void leave_out(CertificateNumbers others);

    std::optional<CertificateNumbers> only_;
    std::optional<CertificateNumbers> except_;  ///< where there is no `only_`
};

}  // namespace certwright::inventory
