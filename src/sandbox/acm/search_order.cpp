#include "sandbox/acm/search_order.hpp"

#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/search_filter.hpp"

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <optional>

namespace certwright::sandbox::acm {
namespace {

std::string sortable(std::optional<Time> time) {
    return time ? fmt::format("{:020}", to_micros(*time)) : "";
}

}  // namespace

std::string search_order_of(const Certificate& c, std::string_view by) {
    if (by == "CREATED_AT") return sortable(c.created_at);
    if (by == "NOT_AFTER") return c.content ? sortable(c.content->not_after) : "";
    if (by == "NOT_BEFORE") return c.content ? sortable(c.content->not_before) : "";
    if (by == "ISSUED_AT") return sortable(c.issued_at);
    if (by == "IMPORTED_AT") return sortable(c.imported_at);
    if (by == "REVOKED_AT") return sortable(c.revoked_at);
    if (by == "STATUS") return c.status;
    if (by == "RENEWAL_STATUS") return renewal_status_of(c);
    if (by == "EXPORTED") return c.exported_at ? "1" : "0";
    if (by == "IN_USE") return c.in_use() ? "1" : "0";
    if (by == "KEY_ALGORITHM") return c.key_algorithm;
    if (by == "TYPE") return c.type;
    if (by == "COMMON_NAME") return c.domain_name;
    if (by == "RENEWAL_ELIGIBILITY") return is_renewal_eligible(c) ? "ELIGIBLE" : "INELIGIBLE";
    if (by == "MANAGED_BY") return c.managed_by;
    if (by == "EXPORT_OPTION") return c.exportable ? "ENABLED" : "DISABLED";
    if (by == "VALIDATION_METHOD") return c.validation_method();
    if (by == "CERTIFICATE_KEY_PAIR_ORIGIN")
        return c.type == "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED";
    return "";  // the ACME fields are empty everywhere; ARNs break the tie
}

}  // namespace certwright::sandbox::acm
