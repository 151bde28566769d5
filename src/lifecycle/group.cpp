#include "lifecycle/group.hpp"

#include "base/error.hpp"
#include "lifecycle/settings_check.hpp"

namespace certwright::lifecycle {
namespace {

void check_rule(const FilterParameters& rule, SettingsCheck& check) {
    if (rule.empty()) check.add("rule", "must have at least one filter");
    for (const auto& [property, value] : rule) {
        check.text("rule", value, 512);
        if (property == "group") check.add("rule", "must not name groups");
    }
    CertificateFilter::parse(rule);
}

}  // namespace

void check_group(const GroupSettings& settings) {
    SettingsCheck check;
    check.name(settings.name);
    // In a filter it would mean the opposite.
    if (settings.name.starts_with("!")) check.add("name", "must not begin with !");
    check.text("description", settings.description, 1024);
    if (settings.rule) check_rule(*settings.rule, check);
    check.raise("group", settings.name);
}

}  // namespace certwright::lifecycle
