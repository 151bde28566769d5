#include "http/routes/certificate_document.hpp"

#include "aws/renewal_rules.hpp"
#include "base/json.hpp"
#include "http/routes/account_document.hpp"
#include "http/routes/x509_document.hpp"
#include "inventory/resource_name.hpp"
#include "inventory/sync_state_names.hpp"

namespace certwright::http {

namespace {

Schema sync_schema() {
    return object(
               "CertificateSync",
               {{"state", sync_state_schema()},
                {"served", text().describe("SHA-256 of what AWS serves, `missing`, or empty while unknown.")},
                {"is_mismatch", boolean().describe("Out of sync, and not accepted.")},
                {"is_accepted", boolean()},
                {"since", time()},
                {"certificate", object("CertificateReference", {{"id", text()}, {"name", text()}})},
                {"deployment", text().nullable().describe("The one that keeps it.")}})
        .nullable()
        .describe("How it stands beside the repository; null where nothing is compared with it.");
}

json::value write_sync(const std::optional<inventory::CertificateSync>& sync) {
    if (!sync) return nullptr;
    return json::object{
        {"state", sync->state},
        {"served", sync->served},
        {"is_mismatch", sync->is_mismatch},
        {"is_accepted", sync->is_accepted()},
        {"since", json::from_time(sync->since)},
        {"certificate", json::object{{"id", sync->certificate}, {"name", sync->certificate_name}}},
        {"deployment", json::or_null(sync->deployment)}};
}

std::vector<Property> row_properties(const Schema& user) {
    return {{"id", text()},
            {"arn", text()},
            {"account", account_reference()},
            {"account_id", text().nullable()},
            {"region", text().describe("aws-global for IAM.")},
            {"service", one_of({"acm", "iam"})},
            {"type", text().describe("AMAZON_ISSUED, PRIVATE or IMPORTED.")},
            {"type_label", text().describe("Amazon Issued, Private or Imported.")},
            {"status", text()},
            {"domain_name", text()},
            {"subject_alternative_names", array_of(text())},
            {"key_algorithm", text()},
            {"signature_algorithm", text().nullable()},
            {"in_use", boolean().nullable()},
            {"in_use_by", array_of(user)},
            {"not_before", time().nullable()},
            {"not_after", time().nullable()},
            {"days_left", integer().nullable()},
            {"renewal_eligibility", text().nullable()},
            {"renewal_status", text().nullable()},
            {"validation_method", text().nullable()},
            {"serial", text().nullable()},
            {"subject", text().nullable()},
            {"issuer", text().nullable()},
            {"fingerprint_sha256", text().nullable()},
            {"tags", map_of(text())},
            {"exported", boolean().nullable()},
            {"export_option", text().nullable()},
            {"managed_by", text().nullable()},
            {"key_pair_origin", text().nullable()},
            {"created_at", time().nullable()},
            {"issued_at", time().nullable()},
            {"imported_at", time().nullable()},
            {"missing_since", time().nullable().describe("When a complete listing no longer had it.")},
            {"details_state", one_of({"pending", "complete", "failed"})},
            {"same_certificate_count", integer().describe("Other ARNs that hold the same certificate.")},
            {"first_seen_at", time()},
            {"last_seen_at", time()},
            {"last_changed_at", time()},
            {"sync", sync_schema()}};
}

}  // namespace

Schema sync_state_schema() {
    return one_of({inventory::sync_state_names.begin(), inventory::sync_state_names.end()});
}

Schema certificate_schema() {
    return object("AwsCertificate", row_properties(text().describe("The ARN of a resource.")));
}

json::object write_certificate(const inventory::AwsCertificate& c, Time now) {
    const auto left = inventory::days_left(c, now);
    json::object tags;
    for (const auto& [key, value] : c.tags) tags[key] = value;
    return {{"id", c.id},
            {"arn", c.arn},
            {"account", json::object{{"id", c.account.text()}, {"name", c.account_name}}},
            {"account_id", json::or_null(c.aws_account_id)},
            {"region", c.region},
            {"service", c.service},
            {"type", c.type},
            {"type_label", inventory::type_label(c.type)},
            {"status", c.status},
            {"domain_name", c.domain_name},
            {"subject_alternative_names", json::from_texts(c.names)},
            {"key_algorithm", c.key_algorithm},
            {"signature_algorithm", json::or_null(c.signature_algorithm)},
            {"in_use", json::from_optional(c.in_use)},
            {"in_use_by", json::from_texts(c.in_use_by)},
            {"not_before", json::from_time(c.not_before)},
            {"not_after", json::from_time(c.not_after)},
            {"days_left", json::from_optional(left)},
            {"renewal_eligibility", json::or_null(c.renewal_eligibility)},
            {"renewal_status", json::or_null(c.renewal_status)},
            {"validation_method", json::or_null(c.validation_method)},
            {"serial", json::or_null(c.serial)},
            {"subject", json::or_null(c.subject)},
            {"issuer", json::or_null(c.issuer)},
            {"fingerprint_sha256", json::or_null(c.fingerprint_sha256)},
            {"tags", std::move(tags)},
            {"exported", json::from_optional(c.exported)},
            {"export_option", json::or_null(c.export_option)},
            {"managed_by", json::or_null(c.managed_by)},
            {"key_pair_origin", json::or_null(c.key_pair_origin)},
            {"created_at", json::from_time(c.created_at)},
            {"issued_at", json::from_time(c.issued_at)},
            {"imported_at", json::from_time(c.imported_at)},
            {"missing_since", json::from_time(c.missing_since)},
            {"details_state", c.details_state},
            {"same_certificate_count", c.same_certificate_count},
            {"first_seen_at", json::from_time(c.first_seen_at)},
            {"last_seen_at", json::from_time(c.last_seen_at)},
            {"last_changed_at", json::from_time(c.last_changed_at)},
            {"sync", write_sync(c.sync)}};
}

Schema certificate_detail_schema() {
    std::vector<Property> properties = row_properties(
        object("Resource", {{"arn", text()}, {"service", text()}, {"kind", text()}, {"name", text()}}));
    const Schema validation = object(
        "DomainValidation",
        {{"domain_name", text()},
         {"validation_domain", text().nullable()},
         {"status", text().nullable()},
         {"method", text().nullable()},
         {"emails", array_of(text())},
         {"record",
          object("ValidationRecord", {{"name", text()}, {"type", text()}, {"value", text()}}).nullable()},
         {"http_redirect", object("", {{"from", text()}, {"to", text()}}).nullable()}});
    const std::vector<Property> more{
        {"domain_validations", array_of(validation)},
        {"renewal", object("Renewal", {{"status", text().nullable()},
                                       {"reason", text().nullable()},
                                       {"updated_at", time().nullable()},
                                       {"domain_validations", array_of(validation)}})
                        .nullable()},
        {"renewal_explanation", text().describe("Why AWS renews it by itself, or why not.")},
        {"failure_reason", text().nullable()},
        {"revocation_reason", text().nullable()},
        {"revoked_at", time().nullable()},
        {"certificate_authority_arn", text().nullable()},
        {"transparency_logging", text().nullable()},
        {"acme_endpoint_arn", text().nullable()},
        {"acme_account_id", text().nullable()},
        {"server_certificate", object("", {{"name", text()}, {"path", text()}, {"id", text()}}).nullable()},
        {"key_usages", array_of(text())},
        {"extended_key_usages", array_of(object("", {{"name", text()}, {"oid", text().nullable()}}))},
        {"certificate", x509_schema().nullable()},
        {"chain", array_of(x509_schema())},
        {"same_certificate",
         array_of(object(
             "", {{"id", text()}, {"arn", text()}, {"account", account_reference()}, {"region", text()}}))},
        {"details_error", text().nullable()},
        {"described_at", time().nullable()}};
    for (const Property& property : more) properties.push_back(property);
    return object("AwsCertificateDetail", properties);
}

json::object write_certificate_detail(const inventory::CertificateDetail& detail, Time now) {
    json::object document = write_certificate(detail.row, now);
    const json::value stored = json::parse(detail.detail, "stored details");
    const json::object& told = stored.as_object();
    const auto copy = [&](std::string_view key, json::value otherwise) {
        const json::value* value = json::find(told, key);
        document[key] = value ? *value : std::move(otherwise);
    };
    copy("domain_validations", json::array{});
    copy("renewal", nullptr);
    for (const char* key :
         {"failure_reason", "revocation_reason", "certificate_authority_arn", "transparency_logging",
          "acme_endpoint_arn", "acme_account_id", "server_certificate"})
        copy(key, nullptr);
    copy("key_usages", json::array{});
    copy("extended_key_usages", json::array{});

    json::array users;
    for (const std::string& arn : detail.row.in_use_by) {
        const inventory::ResourceName name = inventory::name_resource(arn);
        users.push_back(
            json::object{{"arn", arn}, {"service", name.service}, {"kind", name.kind}, {"name", name.name}});
    }
    document["in_use_by"] = std::move(users);

    aws::RenewalFacts facts;
    facts.service = detail.row.service;
    facts.type = detail.row.type;
    facts.status = detail.row.status;
    facts.in_use = detail.row.in_use.value_or(false);
    facts.exported = detail.row.exported.value_or(false);
    facts.eligibility = detail.row.renewal_eligibility;
    facts.renewal_status = detail.row.renewal_status;
    facts.validation_method = detail.row.validation_method;
    facts.key_pair_origin = detail.row.key_pair_origin;
    facts.managed_by = detail.row.managed_by;
    facts.export_option = detail.row.export_option;
    facts.not_before = detail.row.not_before;
    facts.not_after = detail.row.not_after;
    document["renewal_explanation"] = aws::explain_renewal(facts, now);

    document["revoked_at"] = json::from_time(detail.row.revoked_at);
    document["certificate"] =
        detail.certificate ? json::value(write_x509(*detail.certificate)) : json::value(nullptr);
    json::array chain;
    for (const x509::Certificate& certificate : detail.chain) chain.push_back(write_x509(certificate));
    document["chain"] = std::move(chain);
    json::array twins;
    for (const inventory::Twin& twin : detail.twins)
        twins.push_back(
            json::object{{"id", twin.id},
                         {"arn", twin.arn},
                         {"account", json::object{{"id", twin.account.text()}, {"name", twin.account_name}}},
                         {"region", twin.region}});
    document["same_certificate"] = std::move(twins);
    document["details_error"] = json::or_null(detail.error);
    document["described_at"] = json::from_time(detail.row.described_at);
    return document;
}

Schema totals_schema() {
    return object(
        "CertificateTotals",
        {{"total", integer()},
         {"by_status", map_of(integer())},
         {"by_type", map_of(integer())},
         {"expiry", object("ExpiryBuckets", {{"expired", integer()},
                                             {"within_7_days", integer()},
                                             {"within_30_days", integer()},
                                             {"within_60_days", integer()},
                                             {"within_90_days", integer()},
                                             {"later", integer()},
                                             {"none", integer()}})
                        .describe("Disjoint: within_30_days is 8 to 30 days.")},
         {"in_use", integer()},
         {"not_in_use", integer()},
         {"missing", integer()},
         {"mismatched", integer().describe("Out of sync with the repository.")},
         {"not_renewing", integer().describe("Expire within 60 days, and AWS will not renew them.")}});
}

json::object write_totals(const inventory::CertificateTotals& totals) {
    const auto counts = [](const std::map<std::string, std::int64_t>& map) {
        json::object object;
        for (const auto& [key, count] : map) object[key] = count;
        return object;
    };
    return {{"total", totals.total},
            {"by_status", counts(totals.by_status)},
            {"by_type", counts(totals.by_type)},
            {"expiry", json::object{{"expired", totals.expired},
                                    {"within_7_days", totals.within_7_days},
                                    {"within_30_days", totals.within_30_days},
                                    {"within_60_days", totals.within_60_days},
                                    {"within_90_days", totals.within_90_days},
                                    {"later", totals.later},
                                    {"none", totals.no_expiry}}},
            {"in_use", totals.in_use},
            {"not_in_use", totals.not_in_use},
            {"missing", totals.missing},
            {"mismatched", totals.mismatched},
            {"not_renewing", totals.not_renewing}};
}

}  // namespace certwright::http
