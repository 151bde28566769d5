#pragma once

#include "inventory/aws_certificate.hpp"
#include "inventory/change.hpp"
#include "store/database.hpp"
#include "x509/certificate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

struct Twin {
    std::string id, arn;
    AccountId account;
    std::string account_name, region;
};

/// What the detail page of one AWS certificate shows beyond its row.
struct CertificateDetail {
    AwsCertificate row;
    std::string detail = "{}";  ///< JSON, as detail_json() wrote it
    std::string error;          ///< why the last attempt at its details failed
    std::optional<x509::Certificate> certificate;
    std::vector<x509::Certificate> chain;  ///< issuer first
    std::vector<Twin> twins;               ///< other ARNs with the same certificate
};
/// By row id or ARN. Throws Fault::not_found.
CertificateDetail get_certificate_detail(store::Connection& connection, const std::string& id_or_arn);

struct CertificatePem {
    std::string domain_name, certificate, chain;
};
/// Throws Fault::not_found when discovery has not fetched it (yet).
CertificatePem get_certificate_pem(store::Connection& connection, const std::string& id_or_arn);

struct HistoryEntry {
    std::string id, run, kind, changes;  ///< changes: JSON array of {field, before, after}
    Time at;
};
/// Newest first; `before` is an entry's id to continue after.
std::vector<HistoryEntry> list_history(store::Connection& connection, const std::string& certificate,
                                       const std::string& before, std::size_t limit);

}  // namespace certwright::inventory
