#pragma once

#include "dns/caa.hpp"

#include <vector>

namespace certwright::sandbox::acm {

/// Whether a set of CAA records lets Amazon issue (RFC 8659 section 4.2 and 4.3; "Configure a CAA record" in
/// the ACM user guide names Amazon's four domains). For a wildcard issuewild counts before issue; without
/// either of them everybody may.
bool lets_amazon_issue(const std::vector<dns::Caa>& records, bool wildcard);

}  // namespace certwright::sandbox::acm
