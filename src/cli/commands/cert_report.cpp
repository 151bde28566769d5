#include "cli/commands/cert_report.hpp"

#include "cli/output.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

std::string sentence(const json::object& taken) {
    const json::object& certificate = taken.at("certificate").as_object();
    const json::object& version = taken.at("version").as_object();
    const std::string outcome = shown(taken, "outcome");
    const std::string name = shown(certificate, "name");
    const std::string number = shown(version, "number");
    if (outcome == "created") return fmt::format("created '{}'", name);
    if (outcome == "key_added") return fmt::format("added the private key of '{}'", name);
    if (outcome == "chain_added") return fmt::format("added the chain of '{}', version {}", name, number);
    if (outcome == "unchanged") return fmt::format("'{}' has it already, as version {}", name, number);
    return json::boolean(version, "is_current").value_or(false)
               ? fmt::format("added version {} of '{}', now the current one", number, name)
               : fmt::format("kept version {} of '{}' beside the current one, which ends later", number,
                             name);
}

std::string renewal_of(const json::object& certificate) {
    if (!json::boolean(certificate, "auto_renew").value_or(false)) return "by hand";
    if (json::find(certificate, "renewal_obstacle"))
        return fmt::format("by hand: {} ({})", inner(certificate, "renewal_obstacle", "message"),
                           inner(certificate, "renewal_obstacle", "rule"));
    if (!json::text(certificate, "renewal_due_at")) return "by hand: it was revoked";
    return fmt::format("automatic, due {}", moment(certificate, "renewal_due_at"));
}

/// What only some certificates have is left out where there is none.
void add_list(Facts& facts, const std::string& label, const json::object& content, const char* key) {
    if (!json::texts(content, key).empty()) facts.add(label, shown(content, key));
}

void print_versions(const json::object& certificate) {
    fmt::print("\nversions\n");
    Listing listing{Format::table,
                    {{"number", {}},
                     {"current", [](const json::object& row) { return shown(row, "is_current"); }},
                     {"not_before", [](const json::object& row) { return day(row, "not_before"); }},
                     {"not_after", [](const json::object& row) { return day(row, "not_after"); }},
                     {"key_algorithm", {}},
                     {"private_key", [](const json::object& row) { return shown(row, "has_private_key"); }},
                     {"serial", {}},
                     {"origin", {}}}};
    for (const json::value& version : certificate.at("versions").as_array()) listing.add(version.as_object());
    listing.finish("");
}

}  // namespace

void print_following(const json::object& taken) {
    const json::object& following = taken.at("following").as_object();
    const std::int64_t deployments = json::integer(following, "deployments").value_or(0);
    if (deployments == 0) return;
    if (!json::find(following, "obstacle")) {
        fmt::print(
            "{} it; `certwright deploy list` shows how it goes\n",
            deployments == 1 ? "one deployment follows" : fmt::format("{} deployments follow", deployments));
        return;
    }
    fmt::print(stderr, "warning: {} cannot take this version over: {} ({})\nhint: {}\n",
               deployments == 1 ? "its deployment" : "its deployments",
               inner(following, "obstacle", "message"), inner(following, "obstacle", "rule"),
               inner(following, "obstacle", "hint"));
}

void print_intake(const json::object& intake) {
    for (const json::value& each : intake.at("taken").as_array()) {
        const json::object& taken = each.as_object();
        fmt::print("{}\n", sentence(taken));
        print_following(taken);
        for (const std::string& name : json::texts(taken, "still_waiting"))
            fmt::print("the request '{}' for its key still waits: it asks for other names\n",
                       printable(name));
    }
    print_flaws(intake);
}

void print_flaws(const json::object& answer) {
    for (const json::value& each : answer.at("flaws").as_array()) {
        const json::object& flaw = each.as_object();
        fmt::print(stderr, "left out {}: {}\n", shown(flaw, "place"), shown(flaw, "problem"));
        if (!json::text(flaw, "hint").value_or("").empty())
            fmt::print(stderr, "hint: {}\n", shown(flaw, "hint"));
    }
}

Exit outcome_of_intake(const json::object& intake) {
    return intake.at("flaws").as_array().empty() ? Exit::done : Exit::completed_with_errors;
}

void print_checks(const json::object& checks) {
    const json::array& findings = checks.at("findings").as_array();
    std::string refusals;
    for (const json::value& each : findings) {
        const json::object& finding = each.as_object();
        fmt::print("{} {}: {}\n  hint: {}\n", shown(finding, "severity"), shown(finding, "id"),
                   shown(finding, "message"), shown(finding, "hint"));
        if (json::boolean(finding, "refused_by_acm").value_or(false))
            refusals += fmt::format("{}{}", refusals.empty() ? "" : ", ", shown(finding, "id"));
    }
    if (findings.empty()) fmt::print("nothing is wrong\n");
    if (json::text(checks, "chain_problem"))
        fmt::print("completing the chain failed: {}\n", shown(checks, "chain_problem"));
    if (refusals.empty())
        fmt::print("it can be deployed to AWS-ACM\n");
    else
        fmt::print("it cannot be deployed to AWS-ACM: {}\n", refusals);
}

Exit outcome_of_checks(const json::object& checks) {
    for (const json::value& finding : checks.at("findings").as_array())
        if (json::text(finding.as_object(), "severity") == "error") return Exit::completed_with_errors;
    return Exit::done;
}

void print_repository_certificate(const json::object& certificate) {
    const json::object& current = certificate.at("current").as_object();
    Facts facts;
    facts.add("name", shown(certificate, "name"));
    facts.add("id", shown(certificate, "id"));
    facts.add("domain name", shown(current, "domain_name"));
    facts.add("all names", shown(current, "subject_alternative_names"));
    const json::object& content = certificate.at("content").as_object();
    add_list(facts, "e-mails", content, "emails");
    add_list(facts, "URIs", content, "uris");
    facts.add("valid until", fmt::format("{} ({})", moment(current, "not_after"), time_left(current)));
    facts.add("issuer", shown(current, "issuer"));
    facts.add("serial", shown(current, "serial"));
    facts.add("key",
              fmt::format("{}, private key {}", shown(current, "key_algorithm"),
                          json::boolean(current, "has_private_key").value_or(false) ? "held" : "not held"));
    add_list(facts, "key usages", content, "key_usages");
    add_list(facts, "purposes", content, "extended_key_usages");
    facts.add("SHA-256", shown(current, "fingerprint_sha256"));
    facts.add("renewal", renewal_of(certificate));
    if (json::text(certificate, "renewal_problem"))
        facts.add("renewal failed", shown(certificate, "renewal_problem"));
    facts.add("owner", shown(certificate, "owner"));
    facts.add("description", shown(certificate, "description"));
    facts.add("notes", shown(certificate, "notes"));
    for (const auto& [key, value] : certificate.at("tags").as_object())
        facts.add("tag " + printable(key), shown(value));
    for (const auto& [key, value] : certificate.at("fields").as_object())
        facts.add(printable(key), shown(value));
    facts.print();
    print_versions(certificate);
    fmt::print("\nchecks\n");
    print_checks(certificate.at("checks").as_object());
}

}  // namespace certwright::cli
