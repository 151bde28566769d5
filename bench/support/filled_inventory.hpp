#pragma once

#include "bench/support/installation.hpp"
#include "inventory/list_row.hpp"
#include "inventory/sweep.hpp"

#include <string>
#include <vector>

namespace certwright::bench {

/// The rows of a page as discovery compares and keeps them.
std::vector<inventory::ListRow> list_rows(const std::string& page);

/// One page of a sweep, in a transaction of its own, as discovery does it.
inventory::SweepCounts keep_page(Installation& server, const inventory::AccountId& account,
                                 const std::string& region, const std::vector<inventory::ListRow>& rows);

/// `certificates` over ten accounts and ten regions, swept in page by page and then given what details
/// tell: serial, issuer, fingerprint, renewal, users and three tags.
void fill(Installation& server, std::size_t certificates);

/// What a database that has been up for a while has done by itself: PostgreSQL's autovacuum, and
/// nothing for SQLite.
void settle(Installation& server);

}  // namespace certwright::bench
