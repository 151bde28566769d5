#pragma once

#include "inventory/certificate_filter.hpp"
#include "inventory/certificate_numbers.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::inventory {

/// The column `number` of `rows`, which is all of a query behind its FROM: SQLite only.
CertificateNumbers numbers_of(store::Connection& connection, std::string_view number, const std::string& rows,
                              const store::Values& values);
/// Those of a tag, KEY or KEY=VALUE, in a table of tag_key, tag_value and number: SQLite only.
CertificateNumbers numbers_of_tag(store::Connection& connection, std::string_view table,
                                  const std::string& value);

/// The certificates for which any of a property's values holds, by number: SQLite only. Each value is
/// answered by an index that needs nothing of the rows, or by one look through the texts.
CertificateNumbers search_certificates(store::Connection& connection, const std::string& property,
                                       const std::vector<std::string>& values, Time now);

/// Whether walk_totals can ask for a property, which has few values that many certificates have.
bool is_in_totals(const FilterTerm& term);
/// The certificates that a filter of such properties chooses, by one walk along the index of the totals,
/// which is quicker than a set for each of its terms.
CertificateNumbers walk_totals(store::Connection& connection, const CertificateFilter& filter, Time now);
/// Those of `numbers` that a filter chooses, by a look at the row of each.
CertificateNumbers look_up(store::Connection& connection, const CertificateNumbers& numbers,
                           const CertificateFilter& filter, Time now);

}  // namespace certwright::inventory
