#include "sandbox/acm/search_filter.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/lookup.hpp"

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

bool compares(const json::object& filter, const std::string& name) {
    const auto wanted = ascii::lower(json::text(filter, "Value").value_or(""));
    const auto given = ascii::lower(name);
    if (json::text(filter, "ComparisonOperator") == "CONTAINS") return given.find(wanted) != given.npos;
    return given == wanted;
}

bool in_range(const json::object& range, std::optional<Time> time) {
    if (!time) return false;
    const auto* start = json::find(range, "Start");
    const auto* end = json::find(range, "End");
    return (start == nullptr || seconds(*time) >= start->to_number<double>()) &&
           (end == nullptr || seconds(*time) <= end->to_number<double>());
}

bool takes_x509(const json::object& filter, const Certificate& certificate) {
    const auto& content = certificate.content;
    const auto& [key, value] = *filter.begin();
    const std::string_view name = key;
    if (name == "Subject") return compares(value.at("CommonName").as_object(), certificate.domain_name);
    if (name == "SubjectAlternativeName") {
        const auto& names = certificate.names;
        return std::any_of(names.begin(), names.end(),
                           [&](const auto& each) { return compares(value.at("DnsName").as_object(), each); });
    }
    if (name == "KeyAlgorithm") return value.as_string() == certificate.key_algorithm;
    if (!content) return false;
    if (name == "ExtendedKeyUsage") return has(content->extended_key_usages, value.as_string());
    if (name == "KeyUsage") return has(content->key_usages, value.as_string());
    if (name == "SerialNumber") return value.as_string() == content->serial;
    if (name == "NotAfter") return in_range(value.as_object(), content->not_after);
    if (name == "NotBefore") return in_range(value.as_object(), content->not_before);
    return false;
}

bool takes_metadata(const json::object& filter, const Certificate& certificate) {
    const auto& [key, value] = *filter.begin();
    const std::string_view name = key;
    if (name == "InUse") return value.as_bool() == certificate.in_use();
    if (name == "Exported") return value.as_bool() == certificate.exported_at.has_value();
    const std::string_view wanted = value.as_string();
    if (name == "Status") return wanted == certificate.status;
    if (name == "RenewalStatus") return wanted == renewal_status_of(certificate);
    if (name == "Type") return wanted == certificate.type;
    if (name == "ExportOption") return (wanted == "ENABLED") == certificate.exportable;
    if (name == "ManagedBy") return wanted == certificate.managed_by;
    if (name == "ValidationMethod") return wanted == certificate.validation_method();
    if (name == "CertificateKeyPairOrigin") {
        return wanted == (certificate.type == "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED");
    }
    return false;  // of ACME there is nothing here
}

bool takes_filter(const json::object& filter, const Certificate& certificate) {
    if (filter.empty()) return true;
    const auto& [key, value] = *filter.begin();
    if (key == "CertificateArn") return value.as_string() == certificate.arn;
    if (value.as_object().empty()) return true;
    if (key == "X509AttributeFilter") return takes_x509(value.as_object(), certificate);
    return takes_metadata(value.as_object(), certificate);
}

}  // namespace

std::string renewal_status_of(const Certificate& certificate) {
    return certificate.renewal ? certificate.renewal->status : "";
}

bool takes(const json::object& statement, const Certificate& certificate) {
    if (statement.empty()) return true;
    const auto& [key, value] = *statement.begin();
    const auto each = [&](const json::value& inner) { return takes(inner.as_object(), certificate); };
    if (key == "And") return std::all_of(value.as_array().begin(), value.as_array().end(), each);
    if (key == "Or") return std::any_of(value.as_array().begin(), value.as_array().end(), each);
    if (key == "Not") return !each(value);
    return takes_filter(value.as_object(), certificate);
}

}  // namespace certwright::sandbox::acm
