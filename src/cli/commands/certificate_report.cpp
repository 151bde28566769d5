#include "cli/commands/certificate_report.hpp"

#include "cli/output.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

void add_if_told(Facts& facts, const json::object& from, const char* name, const char* key) {
    if (json::find(from, key)) facts.add(name, shown(from, key));
}

void print_identity(const json::object& certificate) {
    Facts facts;
    facts.add("ARN", shown(certificate, "arn"));
    facts.add("account", fmt::format("{} ({})", inner(certificate, "account", "name"),
                                     shown(certificate, "account_id")));
    facts.add("region", shown(certificate, "region"));
    facts.add("type", shown(certificate, "type_label"));
    facts.add("status", shown(certificate, "status"));
    if (json::find(certificate, "missing_since"))
        facts.add("missing in AWS since", moment(certificate, "missing_since"));
    if (const json::value* sync = json::find(certificate, "sync")) {
        const json::object& told = sync->as_object();
        facts.add("repository", inner(told, "certificate", "name"));
        facts.add("sync state", fmt::format("{} since {}", shown(told, "state"), moment(told, "since")));
    }
    add_if_told(facts, certificate, "failure", "failure_reason");
    add_if_told(facts, certificate, "revocation", "revocation_reason");
    facts.add("domain name", shown(certificate, "domain_name"));
    facts.add("all names", shown(certificate, "subject_alternative_names"));
    facts.print();
}

void print_x509(const json::object& certificate) {
    Facts facts;
    facts.add("valid from", moment(certificate, "not_before"));
    facts.add("valid until",
              fmt::format("{} ({})", moment(certificate, "not_after"), time_left(certificate)));
    facts.add("serial", shown(certificate, "serial"));
    facts.add("subject", shown(certificate, "subject"));
    facts.add("issuer", shown(certificate, "issuer"));
    facts.add("key", shown(certificate, "key_algorithm"));
    facts.add("signature", shown(certificate, "signature_algorithm"));
    facts.add("SHA-256", shown(certificate, "fingerprint_sha256"));
    add_if_told(facts, certificate, "private CA", "certificate_authority_arn");
    fmt::print("\n");
    facts.print();
}

void print_validations(const json::object& certificate) {
    const json::array& validations = certificate.at("domain_validations").as_array();
    if (validations.empty()) return;
    fmt::print("\nvalidation\n");
    Listing listing{Format::table,
                    {{"domain_name", {}},
                     {"method", {}},
                     {"status", {}},
                     {"record", [](const json::object& row) {
                          return json::find(row, "record")
                                     ? fmt::format("{} {} {}", inner(row, "record", "name"),
                                                   inner(row, "record", "type"),
                                                   inner(row, "record", "value"))
                                     : "-";
                      }}}};
    for (const json::value& validation : validations) listing.add(validation.as_object());
    listing.finish("");
}

void print_use(const json::object& certificate) {
    fmt::print("\n");
    Facts facts;
    facts.add("in use", shown(certificate, "in_use"));
    for (const json::value& one : certificate.at("in_use_by").as_array()) {
        const json::object& resource = one.as_object();
        facts.add("used by", fmt::format("{} {} {}  {}", shown(resource, "service"), shown(resource, "kind"),
                                         shown(resource, "name"), shown(resource, "arn")));
    }
    facts.add("renewal", shown(certificate, "renewal_explanation"));
    for (const auto& [key, value] : certificate.at("tags").as_object())
        facts.add("tag " + printable(key), shown(value));
    for (const json::value& twin : certificate.at("same_certificate").as_array())
        facts.add("same certificate", shown(twin.as_object(), "arn"));
    facts.add("first seen", moment(certificate, "first_seen_at"));
    facts.add("last seen", moment(certificate, "last_seen_at"));
    facts.add("last changed", moment(certificate, "last_changed_at"));
    if (json::find(certificate, "details_error")) facts.add("details", shown(certificate, "details_error"));
    facts.print();
}

}  // namespace

void print_certificate(const json::object& certificate) {
    print_identity(certificate);
    print_x509(certificate);
    print_validations(certificate);
    print_use(certificate);
}

void print_certificate_totals(const json::object& totals) {
    Facts facts;
    facts.add("certificates", shown(totals, "total"));
    for (const auto& [group, prefix] :
         {std::pair{"by_type", "type "}, {"by_status", "status "}, {"expiry", "expiry "}})
        for (const auto& [key, count] : totals.at(group).as_object()) {
            std::string name{key};
            for (char& c : name) c = c == '_' && std::string_view{group} == "expiry" ? ' ' : c;
            facts.add(prefix + name, shown(count));
        }
    facts.add("in use", shown(totals, "in_use"));
    facts.add("not in use", shown(totals, "not_in_use"));
    facts.add("missing in AWS", shown(totals, "missing"));
    facts.add("will not renew", shown(totals, "not_renewing"));
    facts.print();
}

}  // namespace certwright::cli
