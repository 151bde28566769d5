#pragma once

#include "lifecycle/certificate.hpp"
#include "lifecycle/certificate_selection.hpp"
#include "store/connection.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// The order of a list of certificates. Every order ends with the id, so that it is total.
struct CertificateSort {
    std::string field = "not_after";
    bool descending = false;

    static const std::vector<std::string_view>& fields();
    /// `field` or `-field`. Throws Fault::invalid, listing the fields.
    static CertificateSort parse(std::string_view text);
};

/// Where a page ended: the sort value and id of its last row.
struct CertificateCursor {
    std::string value;  ///< as text, numbers too
    std::string id;
};

struct CertificatePage {
    std::vector<Certificate> rows;
    std::optional<CertificateCursor> next;
};

/// One page after `after`, at most `limit` rows.
CertificatePage list_certificates(store::Connection& connection, const CertificateSelection& selection,
                                  const CertificateSort& sort, const std::optional<CertificateCursor>& after,
                                  std::size_t limit);
std::int64_t count_certificates(store::Connection& connection, const CertificateSelection& selection);

}  // namespace certwright::lifecycle
