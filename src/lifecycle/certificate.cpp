#include "lifecycle/certificate.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/settings_check.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace certwright::lifecycle {
namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 6> origins{{{Origin::uploaded, "uploaded"},
                                                                      {Origin::aws, "aws"},
                                                                      {Origin::self_signed, "self_signed"},
                                                                      {Origin::signed_here, "signed_here"},
                                                                      {Origin::issued, "issued"},
                                                                      {Origin::renewed, "renewed"}}};

}  // namespace

std::string_view to_string(Origin origin) {
    for (const auto& [known, text] : origins)
        if (known == origin) return text;
    throw Error{Fault::internal, "unknown origin of a version"};
}

Origin parse_origin(std::string_view text) {
    for (const auto& [known, name] : origins)
        if (name == text) return known;
    throw Error{Fault::internal, fmt::format("unknown origin of a version: {}", in_quotes(text))};
}

void check_settings(const Settings& settings) {
    SettingsCheck problems;
    problems.name(settings.name);
    problems.text("owner", settings.owner, 256);
    problems.text("description", settings.description, 1024);
    problems.text("notes", settings.notes, 65536);
    // As AWS bounds its tags, so that they can be given on to it.
    problems.map("tags", settings.tags, 128, 256);
    problems.map("fields", settings.fields, 128, 1024);
    problems.percent("renew_when_left", settings.renewal.when_left);
    problems.raise("certificate", settings.name);
}

}  // namespace certwright::lifecycle
