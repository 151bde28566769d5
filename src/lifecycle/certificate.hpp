#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What Certwright's users own: certificates with their versions and keys, and where they are deployed.
namespace certwright::lifecycle {

struct CertificateTag {
    static constexpr std::string_view prefix = "crt";
};
using CertificateId = Id<CertificateTag>;
struct VersionTag {
    static constexpr std::string_view prefix = "ver";
};
using VersionId = Id<VersionTag>;

/// How a version came into the repository.
enum class Origin {
    uploaded,     ///< somebody brought it
    aws,          ///< taken over from an AWS certificate that discovery found
    self_signed,  ///< made here
    signed_here,  ///< made here by an authority of the repository
    issued,       ///< came back from a certification authority for a request made here
    renewed,      ///< made here to follow the version before it
};
std::string_view to_string(Origin origin);
/// Throws Fault::internal: only what was stored is read.
Origin parse_origin(std::string_view text);

/// What the certificate of a version says, kept beside it for lists and comparisons.
struct Facts {
    std::string fingerprint_sha256, spki_sha256, serial, subject, issuer;
    std::string domain_name;         ///< the common name, else the first of the names
    std::vector<std::string> names;  ///< DNS names and IP addresses in lower case, sorted, each once
    std::string key_algorithm, signature_algorithm;
    Time not_before, not_after;
    bool is_ca = false, is_self_signed = false;
};

/// One X.509 certificate with its chain. Never changes once it is kept.
struct Version {
    VersionId id;
    CertificateId certificate;
    std::int64_t number = 0;  ///< 1, 2, 3, … of its certificate
    Origin origin = Origin::uploaded;
    std::string source_arn;  ///< of Origin::aws
    Facts facts;
    std::vector<std::string> issuers;  ///< SHA-256 of the chain's certificates, the leaf's issuer first
    bool reaches_root = false;         ///< the chain ends in a self-signed certificate
    bool has_key = false;              ///< the repository holds its private key
    bool is_revoked = false;           ///< by its authority, which is or was in the repository
    bool is_current = false;
    std::string created_by;
    Time created_at;
};

/// Whether and how Certwright renews a certificate by itself.
struct AutoRenewal {
    bool is_on = false;
    std::int64_t when_left = 33;  ///< percent of the lifetime; a third is what ACM and most others wait for
    bool with_new_key = false;

    bool operator==(const AutoRenewal&) const = default;
};

/// What users say about a certificate.
struct Settings {
    std::string name, owner, description, notes;
    std::map<std::string, std::string> tags, fields;
    AutoRenewal renewal;

    bool operator==(const Settings&) const = default;
};

/// An entry of the repository.
struct Certificate {
    CertificateId id;
    Settings settings;
    Version current;
    std::int64_t version_count = 1;
    std::int64_t revision = 1;    ///< counts changes; the ETag of the API
    std::string renewal_problem;  ///< why the last automatic renewal failed; empty when it did not
    Time created_at, updated_at;
};

/// Throws Fault::invalid with a FieldProblem for each setting that cannot be right.
void check_settings(const Settings& settings);

}  // namespace certwright::lifecycle
