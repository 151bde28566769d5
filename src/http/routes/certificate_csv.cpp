#include "http/routes/certificate_csv.hpp"

#include <fmt/ranges.h>

namespace certwright::http {

namespace {

/// "'" in front of what a spreadsheet takes for a formula; quotes doubled (RFC 4180 section 2).
std::string cell(std::string value) {
    if (!value.empty() && std::string_view{"=+-@\t\r"}.find(value.front()) != std::string_view::npos)
        value.insert(0, 1, '\'');
    if (value.find_first_of("\",\n\r") == std::string::npos) return value;
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string cell(const std::optional<Time>& value) {
    return value ? format_rfc3339(*value) : "";
}

std::string cell(const std::optional<bool>& value) {
    return value ? (*value ? "true" : "false") : "";
}

}  // namespace

std::string csv_header() {
    return "arn,account,account_id,region,service,type,status,domain_name,subject_alternative_names,key_"
           "algorithm,"
           "in_use,in_use_by,not_before,not_after,days_left,renewal_eligibility,renewal_status,validation_"
           "method,"
           "serial,issuer,fingerprint_sha256,tags,sync_state,certificate,missing_since,first_seen_at,last_"
           "seen_at\r\n";
}

std::string csv_row(const inventory::AwsCertificate& c, Time now) {
    const auto left = inventory::days_left(c, now);
    std::vector<std::string> tags;
    for (const auto& [key, value] : c.tags) tags.push_back(key + "=" + value);
    const std::vector<std::string> cells{cell(c.arn),
                                         cell(c.account_name),
                                         cell(c.aws_account_id),
                                         cell(c.region),
                                         cell(c.service),
                                         cell(inventory::type_label(c.type)),
                                         cell(c.status),
                                         cell(c.domain_name),
                                         cell(fmt::format("{}", fmt::join(c.names, " "))),
                                         cell(c.key_algorithm),
                                         cell(c.in_use),
                                         cell(fmt::format("{}", fmt::join(c.in_use_by, " "))),
                                         cell(c.not_before),
                                         cell(c.not_after),
                                         left ? std::to_string(*left) : "",
                                         cell(c.renewal_eligibility),
                                         cell(c.renewal_status),
                                         cell(c.validation_method),
                                         cell(c.serial),
                                         cell(c.issuer),
                                         cell(c.fingerprint_sha256),
                                         cell(fmt::format("{}", fmt::join(tags, ";"))),
                                         cell(c.sync ? c.sync->state : ""),
                                         cell(c.sync ? c.sync->certificate_name : ""),
                                         cell(c.missing_since),
                                         cell(std::optional{c.first_seen_at}),
                                         cell(std::optional{c.last_seen_at})};
    return fmt::format("{}\r\n", fmt::join(cells, ","));
}

}  // namespace certwright::http
