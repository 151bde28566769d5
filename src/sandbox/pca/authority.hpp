#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

/// AWS Private CA as the sandbox acts it out. Texts are the wire's own, so that nothing is translated twice.
namespace certwright::sandbox::pca {

/// A certificate that an authority signed, or could not.
struct IssuedCertificate {
    std::string serial;   ///< "0a:ff"
    std::string pem;      ///< empty when it failed
    std::string failure;  ///< why it failed
    std::string subject;  ///< RFC 4514
    Time issued_at{};
    Time ready_at{};  ///< until then GetCertificate says that it is in progress
    Time not_before{}, not_after{};
    std::optional<Time> revoked_at;
    std::string revocation_reason;  ///< acm-pca's word
    std::string acm_arn;  ///< of ACM's certificate that it was signed for; empty: asked for directly
};
BOOST_DESCRIBE_STRUCT(IssuedCertificate, (),
                      (serial, pem, failure, subject, issued_at, ready_at, not_before, not_after, revoked_at,
                       revocation_reason, acm_arn))

/// Where and how long a revocation list is good; disabled by default.
struct CrlSettings {
    bool enabled = false;
    std::int64_t expiration_days = 0;
    std::string custom_cname, bucket, object_acl, type, custom_path;
    bool omit_extension = false;  ///< certificates do not say where it is
};
BOOST_DESCRIBE_STRUCT(CrlSettings, (),
                      (enabled, expiration_days, custom_cname, bucket, object_acl, type, custom_path,
                       omit_extension))

struct OcspSettings {
    bool enabled = false;
    std::string custom_cname;
};
BOOST_DESCRIBE_STRUCT(OcspSettings, (), (enabled, custom_cname))

/// The list that was made last.
struct PublishedCrl {
    std::string pem;
    std::uint64_t number = 0;
    Time made_at{};
    std::optional<Time> wanted_at;  ///< something was revoked since
};
BOOST_DESCRIBE_STRUCT(PublishedCrl, (), (pem, number, made_at, wanted_at))

/// What a service of AWS may do with an authority without the caller's own rights.
struct Permission {
    std::string principal, source_account;
    std::set<std::string> actions;
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(Permission, (), (principal, source_account, actions, created_at))

struct AuditReport {
    std::string id, bucket, key;
    std::string body;  ///< JSON or CSV
    std::string content_type;
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(AuditReport, (), (id, bucket, key, body, content_type, created_at))

struct Authority {
    std::string arn, id, account_id, region;
    std::string type;    ///< ROOT, SUBORDINATE
    std::string status;  ///< CREATING, PENDING_CERTIFICATE, ACTIVE, DISABLED, EXPIRED, DELETED
    std::string status_before_deletion;
    std::string usage_mode;     ///< GENERAL_PURPOSE, SHORT_LIVED_CERTIFICATE
    std::string key_standard;   ///< KeyStorageSecurityStandard
    std::string configuration;  ///< CertificateAuthorityConfiguration as it was asked for, JSON
    std::string key_algorithm, signing_algorithm;
    CrlSettings crl_settings;
    OcspSettings ocsp_settings;
    std::string private_key_pem, csr_pem;    ///< empty while CREATING
    std::string certificate_pem, chain_pem;  ///< empty until one is imported
    std::string serial;                      ///< of its certificate, "0a:ff"
    std::optional<Time> not_before, not_after;
    Time created_at{}, changed_at{};
    std::optional<Time> restorable_until;
    std::map<std::string, IssuedCertificate, std::less<>> issued;  ///< by serial
    PublishedCrl crl;
    std::map<std::string, Permission, std::less<>> permissions;  ///< by principal and source account
    std::string policy;                                          ///< resource-based, JSON; empty when none
    std::map<std::string, std::string> tags;
    bool was_tagged = false;  ///< had tags that are gone; the tagging service remembers
    std::map<std::string, AuditReport, std::less<>> reports;  ///< by id

    bool is_root() const { return type == "ROOT"; }
    bool is_deleted() const { return status == "DELETED"; }
    bool is_short_lived() const { return usage_mode == "SHORT_LIVED_CERTIFICATE"; }
};
BOOST_DESCRIBE_STRUCT(Authority, (),
                      (arn, id, account_id, region, type, status, status_before_deletion, usage_mode,
                       key_standard, configuration, key_algorithm, signing_algorithm, crl_settings,
                       ocsp_settings, private_key_pem, csr_pem, certificate_pem, chain_pem, serial,
                       not_before, not_after, created_at, changed_at, restorable_until, issued, crl,
                       permissions, policy, tags, was_tagged, reports))

}  // namespace certwright::sandbox::pca
