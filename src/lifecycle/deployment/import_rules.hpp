#pragma once

#include "base/time.hpp"
#include "lifecycle/deployment/content.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "lifecycle/deployment/tag_rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// What ACM refuses of an import, the first under its ARN or a later one; everything at once. Sources: the
/// user guide, "Prerequisites for importing ACM certificates", "Certificate and key format for importing" and
/// "Certificate import problems"; the API reference of ImportCertificate for the sizes. A name without a dot
/// counts as a host's: AWS's own guide to Client VPN imports a certificate for "server".
std::vector<Refusal> acm_import_refusals(const Content& content, Time now);

/// The name that a certificate is to have in IAM.
struct ServerCertificateName {
    std::string name;
    std::string path = "/";
    bool is_taken = false;  ///< by another of the account, under whatever path; case does not count
};

/// What IAM refuses of an upload. Sources: the API reference of UploadServerCertificate for sizes and names;
/// the IAM user guide, "Manage server certificates in IAM", for the rest. Which keys IAM takes is not written
/// anywhere; only those are refused here that no service can use which takes certificates from IAM.
std::vector<Refusal> iam_import_refusals(const Content& content, const ServerCertificateName& name, Time now);

/// Whether ACM imports certificates with such a key: RSA of 1024, 2048, 3072 or 4096 bits, P-256, P-384,
/// P-521.
bool acm_takes_key(std::string_view key_algorithm);

}  // namespace certwright::lifecycle
