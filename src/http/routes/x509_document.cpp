#include "http/routes/x509_document.hpp"

#include "base/json.hpp"

namespace certwright::http {

Schema x509_schema() {
    return object("X509",
                  {{"subject", text()},
                   {"issuer", text()},
                   {"serial", text()},
                   {"common_name", text()},
                   {"dns_names", array_of(text())},
                   {"ip_addresses", array_of(text())},
                   {"emails", array_of(text())},
                   {"uris", array_of(text())},
                   {"not_before", time()},
                   {"not_after", time()},
                   {"key_algorithm", text()},
                   {"key_bits", integer()},
                   {"signature_algorithm", text()},
                   {"fingerprint_sha256", text()},
                   {"fingerprint_sha1", text()},
                   {"spki_sha256", text()},
                   {"subject_key_id", text()},
                   {"authority_key_id", text()},
                   {"is_ca", boolean()},
                   {"is_self_signed", boolean()},
                   {"key_usages", array_of(text())},
                   {"extended_key_usages", array_of(text())},
                   {"ocsp_urls", array_of(text())},
                   {"ca_issuer_urls", array_of(text())},
                   {"crl_urls", array_of(text())},
                   {"extensions",
                    array_of(object(
                        "Extension",
                        {{"oid", text()}, {"name", text()}, {"critical", boolean()}, {"value", text()}}))}});
}

json::object write_x509(const x509::Certificate& certificate) {
    json::array extensions;
    for (const x509::Extension& extension : certificate.extensions)
        extensions.push_back(json::object{{"oid", extension.oid},
                                          {"name", extension.name},
                                          {"critical", extension.critical},
                                          {"value", extension.value}});
    return {{"subject", certificate.subject},
            {"issuer", certificate.issuer},
            {"serial", certificate.serial},
            {"common_name", certificate.common_name},
            {"dns_names", json::from_texts(certificate.dns_names)},
            {"ip_addresses", json::from_texts(certificate.ip_addresses)},
            {"emails", json::from_texts(certificate.emails)},
            {"uris", json::from_texts(certificate.uris)},
            {"not_before", json::from_time(certificate.not_before)},
            {"not_after", json::from_time(certificate.not_after)},
            {"key_algorithm", certificate.key_algorithm},
            {"key_bits", certificate.key_bits},
            {"signature_algorithm", certificate.signature_algorithm},
            {"fingerprint_sha256", certificate.fingerprint_sha256},
            {"fingerprint_sha1", certificate.fingerprint_sha1},
            {"spki_sha256", certificate.spki_sha256},
            {"subject_key_id", certificate.subject_key_id},
            {"authority_key_id", certificate.authority_key_id},
            {"is_ca", certificate.is_ca},
            {"is_self_signed", certificate.is_self_signed},
            {"key_usages", json::from_texts(certificate.key_usages)},
            {"extended_key_usages", json::from_texts(certificate.extended_key_usages)},
            {"ocsp_urls", json::from_texts(certificate.ocsp_urls)},
            {"ca_issuer_urls", json::from_texts(certificate.ca_issuer_urls)},
            {"crl_urls", json::from_texts(certificate.crl_urls)},
            {"extensions", std::move(extensions)}};
}

}  // namespace certwright::http
