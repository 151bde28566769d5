#include "http/routes/making_document.hpp"

#include "base/json.hpp"
#include "x509/subject_text.hpp"

namespace certwright::http {
namespace {

using Kind = x509::AlternativeName::Kind;

constexpr std::size_t most_names = 100;

Schema names() {
    return array_of(text().length(1, 2048)).length(0, most_names);
}
Schema usages() {
    return array_of(text().length(1, 128)).length(0, 20);
}

void read_names(const json::object& body, std::string_view key, Kind kind,
                std::vector<x509::AlternativeName>& names) {
    for (std::string& value : json::texts(body, key)) names.push_back({kind, std::move(value)});
}

}  // namespace

Schema key_algorithm_schema() {
    return one_of({"RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1",
                   "ED25519"})
        .describe("EC_prime256v1 when left out. ACM does not know ED25519.");
}

std::vector<Property> description_properties() {
    return {
        optional("subject", text().length(0, 4096).describe(
                                "RFC 4514, the most specific first: CN=shop.example.com,O=Example. The first "
                                "DNS name when left out.")),
        optional("dns_names", names().describe("A star may be the first label; international names as they "
                                               "are written or as xn--….")),
        optional("ip_addresses", names()),
        optional("emails", names()),
        optional("uris", names()),
        optional("key_usages", usages().describe("ACM's words: DIGITAL_SIGNATURE, …; the usual ones for the "
                                                 "key when left out.")),
        optional("extended_key_usages",
                 usages().describe("ACM's words or OIDs: TLS_WEB_SERVER_AUTHENTICATION, …")),
        optional("is_ca", boolean().describe("An authority, which signs other certificates.")),
        optional("path_length",
                 integer().between(0, 100).describe("How many authorities may follow below it."))};
}

lifecycle::Description read_description(const json::object& body) {
    lifecycle::Description description;
    description.subject = x509::parse_subject(json::text(body, "subject").value_or(""));
    read_names(body, "dns_names", Kind::dns, description.names);
    read_names(body, "ip_addresses", Kind::ip, description.names);
    read_names(body, "emails", Kind::email, description.names);
    read_names(body, "uris", Kind::uri, description.names);
    description.key_usages = json::texts(body, "key_usages");
    description.extended_key_usages = json::texts(body, "extended_key_usages");
    description.is_ca = json::boolean(body, "is_ca").value_or(false);
    if (const auto length = json::integer(body, "path_length"))
        description.path_length = static_cast<int>(*length);
    return description;
}

std::vector<Property> lifetime_properties() {
    return {optional("lifetime_days", integer().between(1, 36'500).describe(
                                          "90 when left out; 3650 for a root, 1825 for another authority.")),
            optional("not_after", time().describe("Instead of lifetime_days."))};
}

lifecycle::LifetimeWish read_lifetime(const json::object& body) {
    lifecycle::LifetimeWish wish;
    wish.days = json::integer(body, "lifetime_days");
    if (const auto end = json::text(body, "not_after")) wish.not_after = parse_rfc3339(*end);
    return wish;
}

Schema request_schema() {
    return object(
        "CertificateRequest",
        {{"id", text()},
         {"name", text().describe("Of the certificate it is for.")},
         {"certificate", text().nullable().describe("The id of the one whose next version it asks for.")},
         {"state", one_of({"waiting", "done"})},
         {"subject", text()},
         {"names", array_of(text())},
         {"key_algorithm", text()},
         {"spki_sha256",
          text().describe("Of the public key: certificates that come in are matched by it and the names.")},
         {"pem", text()},
         {"fingerprint_sha256", text().nullable().describe("Of the certificate that came for it.")},
         {"created_by", text()},
         {"created_at", time()},
         {"done_at", time().nullable()}});
}

json::object write_request(const lifecycle::Request& request) {
    return {{"id", request.id.text()},
            {"name", request.name},
            {"certificate", json::or_null(request.certificate ? request.certificate->text() : std::string{})},
            {"state", request.done_at ? "done" : "waiting"},
            {"subject", request.subject},
            {"names", json::from_texts(request.names)},
            {"key_algorithm", request.key_algorithm},
            {"spki_sha256", request.spki_sha256},
            {"pem", request.pem},
            {"fingerprint_sha256", json::or_null(request.fingerprint_sha256)},
            {"created_by", request.created_by},
            {"created_at", json::from_time(request.created_at)},
            {"done_at", json::from_time(request.done_at)}};
}

Schema issued_certificate_schema() {
    return object("IssuedCertificate", {{"serial", text()},
                                        {"fingerprint_sha256", text()},
                                        {"subject", text()},
                                        {"names", array_of(text())},
                                        {"not_after", time()},
                                        {"created_by", text()},
                                        {"created_at", time()},
                                        {"revoked_at", time().nullable()},
                                        {"reason", text().nullable()}});
}

json::object write_issued_certificate(const lifecycle::IssuedCertificate& issued) {
    return {{"serial", issued.serial},
            {"fingerprint_sha256", issued.fingerprint_sha256},
            {"subject", issued.subject},
            {"names", json::from_texts(issued.names)},
            {"not_after", json::from_time(issued.not_after)},
            {"created_by", issued.created_by},
            {"created_at", json::from_time(issued.created_at)},
            {"revoked_at", json::from_time(issued.revoked_at)},
            {"reason", json::or_null(issued.reason ? to_string(*issued.reason) : std::string_view{})}};
}

Schema revocation_list_schema() {
    return object("RevocationList", {{"number", integer().describe("Grows with each list.")},
                                     {"this_update", time()},
                                     {"next_update", time()},
                                     {"revoked", integer().describe("How many certificates are on it.")}});
}

json::object write_revocation_list(const lifecycle::RevocationList& list) {
    return {{"number", list.number},
            {"this_update", json::from_time(list.this_update)},
            {"next_update", json::from_time(list.next_update)},
            {"revoked", list.revoked}};
}

}  // namespace certwright::http
