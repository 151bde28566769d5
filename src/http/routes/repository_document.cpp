#include "http/routes/repository_document.hpp"

#include "base/json.hpp"
#include "http/routes/deployment_document.hpp"
#include "lifecycle/following.hpp"
#include "lifecycle/renewal_obstacle.hpp"
#include "lifecycle/renewals.hpp"

namespace certwright::http {
namespace {

json::object write_pairs(const std::map<std::string, std::string>& pairs) {
    json::object written;
    for (const auto& [key, value] : pairs) written[key] = value;
    return written;
}

std::map<std::string, std::string> read_pairs(const json::value& value) {
    std::map<std::string, std::string> pairs;
    for (const auto& [key, text] : value.as_object()) pairs[std::string{key}] = std::string{text.as_string()};
    return pairs;
}

std::int64_t days_until(Time moment, Time now) {
    return std::chrono::floor<std::chrono::days>(moment - now).count();
}

Schema origins() {
    return one_of({"uploaded", "aws", "self_signed", "signed_here", "issued", "renewed"});
}

}  // namespace

Schema version_schema() {
    return object(
        "CertificateVersion",
        {{"number", integer().describe("1, 2, 3, … of its certificate.")},
         {"is_current", boolean().describe("What lists show and deployments follow.")},
         {"origin", origins()},
         {"source_arn", text().nullable()},
         {"domain_name", text()},
         {"subject_alternative_names", array_of(text())},
         {"subject", text()},
         {"issuer", text()},
         {"serial", text()},
         {"fingerprint_sha256", text()},
         {"spki_sha256", text().describe("Of the public key: the same key, the same hash.")},
         {"key_algorithm", text()},
         {"signature_algorithm", text()},
         {"not_before", time()},
         {"not_after", time()},
         {"days_left", integer()},
         {"is_ca", boolean()},
         {"is_self_signed", boolean()},
         {"is_revoked", boolean().describe("By its authority, in the repository.")},
         {"has_private_key", boolean()},
         {"chain", array_of(text()).describe("SHA-256 of the chain's certificates, the issuer first.")},
         {"reaches_root", boolean().describe("The chain ends in a self-signed certificate.")},
         {"created_by", text()},
         {"created_at", time()}});
}

json::object write_version(const lifecycle::Version& version, Time now) {
    const lifecycle::Facts& facts = version.facts;
    return {{"number", version.number},
            {"is_current", version.is_current},
            {"origin", to_string(version.origin)},
            {"source_arn", json::or_null(version.source_arn)},
            {"domain_name", facts.domain_name},
            {"subject_alternative_names", json::from_texts(facts.names)},
            {"subject", facts.subject},
            {"issuer", facts.issuer},
            {"serial", facts.serial},
            {"fingerprint_sha256", facts.fingerprint_sha256},
            {"spki_sha256", facts.spki_sha256},
            {"key_algorithm", facts.key_algorithm},
            {"signature_algorithm", facts.signature_algorithm},
            {"not_before", json::from_time(facts.not_before)},
            {"not_after", json::from_time(facts.not_after)},
            {"days_left", days_until(facts.not_after, now)},
            {"is_ca", facts.is_ca},
            {"is_self_signed", facts.is_self_signed},
            {"is_revoked", version.is_revoked},
            {"has_private_key", version.has_key},
            {"chain", json::from_texts(version.issuers)},
            {"reaches_root", version.reaches_root},
            {"created_by", version.created_by},
            {"created_at", json::from_time(version.created_at)}};
}

Schema repository_certificate_schema() {
    return object("Certificate",
                  {{"id", text()},
                   {"name", text()},
                   {"owner", text()},
                   {"description", text()},
                   {"notes", text()},
                   {"tags", map_of(text())},
                   {"fields", map_of(text()).describe("What users note beyond tags.")},
                   {"auto_renew", boolean().describe("Renewed by Certwright itself.")},
                   {"renew_when_left", integer().describe("Percent of the lifetime.")},
                   {"renew_with_new_key", boolean()},
                   {"renewal_due_at",
                    time().nullable().describe("null where it is not renewed by itself, or cannot be.")},
                   {"renewal_obstacle", refusal_schema().nullable().describe(
                                            "Why it cannot be renewed by itself, though it is to "
                                            "be.")},
                   {"renewal_problem", text().nullable().describe("Why the last automatic renewal failed.")},
                   {"current", version_schema()},
                   {"version_count", integer()},
                   {"created_at", time()},
                   {"updated_at", time()}});
}

json::object write_repository_certificate(store::Connection& connection,
                                          const lifecycle::Certificate& certificate, Time now) {
    const lifecycle::Settings& settings = certificate.settings;
    const auto obstacle = lifecycle::renewal_obstacle(connection, certificate);
    return {{"id", certificate.id.text()},
            {"name", settings.name},
            {"owner", settings.owner},
            {"description", settings.description},
            {"notes", settings.notes},
            {"tags", write_pairs(settings.tags)},
            {"fields", write_pairs(settings.fields)},
            {"auto_renew", settings.renewal.is_on},
            {"renew_when_left", settings.renewal.when_left},
            {"renew_with_new_key", settings.renewal.with_new_key},
            {"renewal_due_at",
             obstacle ? json::value(nullptr) : json::from_time(lifecycle::due_for_renewal(certificate))},
            {"renewal_obstacle", obstacle ? json::value(write_refusal(*obstacle)) : json::value(nullptr)},
            {"renewal_problem", json::or_null(certificate.renewal_problem)},
            {"current", write_version(certificate.current, now)},
            {"version_count", certificate.version_count},
            {"created_at", json::from_time(certificate.created_at)},
            {"updated_at", json::from_time(certificate.updated_at)}};
}

std::vector<Property> settings_properties() {
    return {
        optional("owner", text().length(0, 256)),
        optional("description", text().length(0, 1024)),
        optional("notes", text().length(0, 65536)),
        optional("tags", map_of(text().length(0, 256)).length(0, 50)),
        optional("fields", map_of(text().length(0, 1024)).length(0, 50)),
        optional("auto_renew", boolean().describe("Renew it when it is due, if it was made here.")),
        optional("renew_when_left", integer().between(1, 99).describe(
                                        "Due when that many percent of the lifetime are left; 33 at first.")),
        optional("renew_with_new_key", boolean())};
}

void read_settings(const json::object& body, lifecycle::Settings& settings) {
    settings.name = json::text(body, "name").value_or(settings.name);
    settings.owner = json::text(body, "owner").value_or(settings.owner);
    settings.description = json::text(body, "description").value_or(settings.description);
    settings.notes = json::text(body, "notes").value_or(settings.notes);
    lifecycle::AutoRenewal& renewal = settings.renewal;
    renewal.is_on = json::boolean(body, "auto_renew").value_or(renewal.is_on);
    renewal.when_left = json::integer(body, "renew_when_left").value_or(renewal.when_left);
    renewal.with_new_key = json::boolean(body, "renew_with_new_key").value_or(renewal.with_new_key);
    if (const auto* tags = json::find(body, "tags")) settings.tags = read_pairs(*tags);
    if (const auto* fields = json::find(body, "fields")) settings.fields = read_pairs(*fields);
}

Schema dependents_schema() {
    return object(
        "Dependents",
        {{"issued", integer().describe("Certificates it issued that have neither ended nor been revoked; "
                                       "none where another entry holds the same authority.")},
         {"revocation_lists", integer().describe("Issuers of which there is a list.")},
         {"requests", integer().describe("Those that wait for its next version.")},
         {"deployments", integer().describe("Those that stand; they keep it from being removed.")},
         {"groups", array_of(text()).describe("Names of groups by hand.")}});
}

json::object write_dependents(const lifecycle::Dependents& dependents) {
    return {{"issued", dependents.issued},
            {"revocation_lists", dependents.revocation_lists},
            {"requests", dependents.requests},
            {"deployments", dependents.deployments},
            {"groups", json::from_texts(dependents.groups)}};
}

Schema flaws_schema() {
    return array_of(object("Flaw", {{"place", text().describe("Which file, which entry.")},
                                    {"problem", text()},
                                    {"hint", text()}}))
        .describe("What was left out, and why.");
}

json::array write_flaws(const std::vector<x509::Flaw>& flaws) {
    json::array written;
    for (const x509::Flaw& flaw : flaws)
        written.push_back(
            json::object{{"place", flaw.place}, {"problem", flaw.problem}, {"hint", flaw.hint}});
    return written;
}

Schema following_schema() {
    return object("Following",
                  {{"deployments", integer().describe("That take it over by themselves.")},
                   {"obstacle", refusal_schema().nullable().describe(
                                    "Why they will not, as far as that shows without asking AWS.")}});
}

json::object write_following(const lifecycle::Following& following) {
    return {{"deployments", following.deployments},
            {"obstacle",
             following.obstacle ? json::value(write_refusal(*following.obstacle)) : json::value(nullptr)}};
}

json::object write_following(store::Connection& connection, const lifecycle::TakenIn& taken) {
    // Nothing follows what was there already, nor a version beside the current one.
    const bool is_followed = taken.outcome != lifecycle::TakenIn::Outcome::unchanged &&
                             taken.version.number == taken.certificate.current.number;
    return write_following(is_followed ? lifecycle::following_of(connection, taken.certificate)
                                       : lifecycle::Following{});
}

Schema intake_schema() {
    return object(
        "Intake",
        {{"taken",
          array_of(object(
              "",
              {{"outcome", one_of({"created", "version_added", "key_added", "chain_added", "unchanged"})},
               {"version", version_schema()},
               {"certificate", repository_certificate_schema()},
               {"still_waiting", array_of(text()).describe("Names of requests for the same key that go on "
                                                           "waiting, because they ask for other names.")},
               {"following", following_schema()}}))},
         {"flaws", flaws_schema()}});
}

json::object write_intake(store::Connection& connection, const lifecycle::Intake& intake, Time now) {
    json::array taken;
    for (const lifecycle::TakenIn& one : intake.taken)
        taken.push_back(
            json::object{{"outcome", to_string(one.outcome)},
                         {"version", write_version(one.version, now)},
                         {"certificate", write_repository_certificate(connection, one.certificate, now)},
                         {"still_waiting", json::from_texts(one.still_waiting)},
                         {"following", write_following(connection, one)}});
    return {{"taken", std::move(taken)}, {"flaws", write_flaws(intake.flaws)}};
}

}  // namespace certwright::http
