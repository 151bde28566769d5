#include "cli/commands/account_report.hpp"

#include "cli/output.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

constexpr std::string_view discovery = "discovery";

const json::array& permissions_of(const json::object& report) {
    return report.at("permissions").as_array();
}

}  // namespace

void print_account(const json::object& account) {
    Facts facts;
    facts.add("name", shown(account, "name"));
    facts.add("id", shown(account, "id"));
    facts.add("AWS account", shown(account, "account_id"));
    facts.add("caller", shown(account, "caller_arn"));
    facts.add("partition", shown(account, "partition"));
    for (const auto& [key, value] : account.at("credential").as_object())
        if (!value.is_null() && value != json::value(false)) {
            std::string name{key};
            for (char& c : name) c = c == '_' ? ' ' : c;
            facts.add(name == "method" ? "credentials" : name, shown(value));
        }
    facts.add("regions",
              json::texts(account, "regions").empty() ? "all enabled ones" : shown(account, "regions"));
    for (const auto& [name, key] :
         {std::pair{"endpoint URL", "endpoint_url"}, {"proxy", "proxy"}, {"CA bundle", "ca_bundle"}})
        if (json::find(account, key)) facts.add(name, shown(account, key));
    facts.add("FIPS endpoints", shown(account, "fips"));
    facts.add("enabled", shown(account, "enabled"));
    facts.add("certificates", shown(account, "certificate_count"));
    facts.add("last discovery", moment(account, "last_discovery_at"));
    if (json::find(account, "last_error")) facts.add("last error", shown(account, "last_error"));
    facts.print();
}

void print_account_test(const json::object& report) {
    Facts facts;
    if (json::find(report, "identity")) {
        facts.add("AWS account", inner(report, "identity", "account_id"));
        facts.add("caller", inner(report, "identity", "arn"));
    } else {
        facts.add("error", shown(report, "error"));
        facts.add("hint", shown(report, "hint"));
    }
    const json::object& regions = report.at("regions").as_object();
    if (json::find(report, "identity"))
        facts.add("regions", json::find(regions, "error") ? shown(regions, "error")
                                                          : inner(report, "regions", "enabled"));
    facts.print();
    if (permissions_of(report).empty()) return;
    fmt::print("\n");
    Listing listing{Format::table, {{"feature", {}}, {"action", {}}, {"state", {}}, {"detail", {}}}};
    for (const json::value& permission : permissions_of(report)) listing.add(permission.as_object());
    listing.finish("");
}

Exit outcome_of_account_test(const json::object& report) {
    if (!json::boolean(report, "ok").value_or(false)) return Exit::failed;
    for (const json::value& permission : permissions_of(report))
        if (json::text(permission.as_object(), "feature") == discovery &&
            json::text(permission.as_object(), "state") == "denied")
            return Exit::completed_with_errors;
    return Exit::done;
}

}  // namespace certwright::cli
