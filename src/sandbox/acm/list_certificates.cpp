#include "sandbox/acm/list_certificates.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/listing.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

/// AWS documents none; what the console and the SDKs have seen.
constexpr std::int64_t default_page = 100;

bool intersects(const std::vector<std::string>& wanted, const std::vector<std::string>& given) {
    return has(wanted, "ANY") ||
           std::any_of(given.begin(), given.end(), [&](const auto& value) { return has(wanted, value); });
}

/// What a list shows when nothing else is asked for ("Filters" in the ACM API reference): neither elliptic
/// curves nor RSA above 2048 bits, and nothing made through ACME.
class Filter {
  public:
    explicit Filter(const json::object& input) : statuses_(json::texts(input, "CertificateStatuses")) {
        origins_ = json::texts(input, "CertificateKeyPairOrigins");
        if (origins_.empty()) origins_ = {"AWS_MANAGED", "CUSTOMER_PROVIDED"};
        const auto* includes = json::find(input, "Includes");
        if (includes != nullptr) {
            const auto& from = includes->as_object();
            key_types_ = json::texts(from, "keyTypes");
            key_usages_ = json::texts(from, "keyUsage");
            extended_key_usages_ = json::texts(from, "extendedKeyUsage");
            export_option_ = json::text(from, "exportOption").value_or("");
            managed_by_ = json::text(from, "managedBy").value_or("");
        }
        if (key_types_.empty()) key_types_ = {"RSA_1024", "RSA_2048"};
    }

    bool takes(const Certificate& certificate) const {
        static const std::vector<std::string> none;
        const auto& usages = certificate.content ? certificate.content->key_usages : none;
        const auto& extended = certificate.content ? certificate.content->extended_key_usages : none;
        return (statuses_.empty() || has(statuses_, certificate.status)) &&
               has(key_types_, certificate.key_algorithm) &&
               has(origins_, certificate.type == "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED") &&
               (key_usages_.empty() || intersects(key_usages_, usages)) &&
               (extended_key_usages_.empty() || intersects(extended_key_usages_, extended)) &&
               (export_option_.empty() || (export_option_ == "ENABLED") == certificate.exportable) &&
               (managed_by_.empty() || managed_by_ == certificate.managed_by);
    }

  private:
    std::vector<std::string> statuses_, origins_, key_types_, key_usages_, extended_key_usages_;
    std::string export_option_, managed_by_;
};

/// Everything of the request but the page: a token is good for the same question only.
std::string question_of(json::object input) {
    input.stable_erase("NextToken");
    input.stable_erase("MaxItems");
    return boost::json::serialize(input);
}

}  // namespace

json::object list_certificates(const Call& call, const json::object& input) {
    const auto sort_by = json::text(input, "SortBy");
    const auto sort_order = json::text(input, "SortOrder");
    if (sort_by.has_value() != sort_order.has_value()) {
        throw ServiceError{"ValidationException", "SortBy and SortOrder must be specified together."};
    }
    const Filter filter{input};
    const auto limit = static_cast<std::size_t>(json::integer(input, "MaxItems").value_or(default_page));
    Pager pager{json::text(input, "NextToken").value_or(""), limit, question_of(input), call.now,
                ServiceError{"InvalidArgsException", "The provided NextToken is invalid."}};
    const auto page = rows_of_page(
        store_of(call), [&](const Certificate& row) { return filter.takes(row); }, sort_order == "DESCENDING",
        pager, call.now);
    // A page has some ten thousand values, and all of them go at once.
    json::object output(boost::json::make_shared_resource<boost::json::monotonic_resource>());
    json::array& rows = output["CertificateSummaryList"].emplace_array();
    rows.reserve(page.size());
    for (const auto* row : page) rows.push_back(summary_of(*row, call.now, rows.storage()));
    if (auto token = pager.next_token(); !token.empty()) output["NextToken"] = std::move(token);
    return output;
}

}  // namespace certwright::sandbox::acm
