#pragma once

#include "base/time.hpp"
#include "sandbox/world/shared_text.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace certwright::crypto {
class KeyPair;
}

/// AWS Certificate Manager as the sandbox acts it out. Texts are the wire's own, so that nothing is
/// translated twice.
namespace certwright::sandbox::acm {

/// How one name is proved, and whether it is.
struct DomainValidation {
    std::string domain;
    std::string validation_domain;
    std::string status;                     ///< PENDING_VALIDATION, SUCCESS, FAILED; empty for imported names
    std::string method;                     ///< DNS, EMAIL
    std::string record_name, record_value;  ///< of the CNAME, with their final dots
    std::vector<std::string> emails;
    Time asked_at{};  ///< when the last mails went out
};
BOOST_DESCRIBE_STRUCT(DomainValidation, (),
                      (domain, validation_domain, status, method, record_name, record_value, emails,
                       asked_at))

/// The state of managed renewal; absent until it begins.
struct Renewal {
    std::string status;  ///< PENDING_AUTO_RENEWAL, PENDING_VALIDATION, SUCCESS, FAILED
    std::string reason;
    Time updated_at{};
    bool attempted = false;
    std::vector<DomainValidation> validations;
};
BOOST_DESCRIBE_STRUCT(Renewal, (), (status, reason, updated_at, attempted, validations))

/// A change of the validation method from email to DNS; the last one stays to be read.
struct MethodUpdate {
    std::string status;  ///< PENDING_DOMAIN_VALIDATION, SUCCESS, FAILED
    Time requested_at{}, updated_at{};
    std::vector<DomainValidation> validations;  ///< by the new method
};
BOOST_DESCRIBE_STRUCT(MethodUpdate, (), (status, requested_at, updated_at, validations))

/// What an issued or imported certificate is made of.
struct Content {
    std::string pem;
    SharedText chain;
    SharedText private_key_pem;  ///< imported, or made here
    std::string serial;          ///< "0a:ff"
    std::string subject, issuer;
    std::string signature_algorithm;
    std::vector<std::string> key_usages, extended_key_usages;
    std::string fingerprint;
    Time not_before{}, not_after{};
};
BOOST_DESCRIBE_STRUCT(Content, (),
                      (pem, chain, private_key_pem, serial, subject, issuer, signature_algorithm, key_usages,
                       extended_key_usages, fingerprint, not_before, not_after))

struct Certificate {
    std::string arn, id, account_id, region;
    std::string type;  ///< AMAZON_ISSUED, PRIVATE, IMPORTED
    std::string
        status;  ///< PENDING_VALIDATION, ISSUED, INACTIVE, EXPIRED, VALIDATION_TIMED_OUT, REVOKED, FAILED
    std::string failure_reason;
    std::string domain_name;
    std::vector<std::string> names;  ///< the domain name first
    std::string key_algorithm;       ///< as requests write it: RSA_2048
    std::vector<DomainValidation> validations;
    std::optional<Content> content;  ///< absent until issued
    Time created_at{};
    std::optional<Time> issued_at, imported_at, revoked_at, exported_at;
    std::string revocation_reason;
    bool exportable = false;
    bool exported_since_renewal = false;
    std::string transparency = "ENABLED";
    std::string authority_arn;
    std::string managed_by;
    std::set<std::string> in_use_by;
    std::map<std::string, Time> released;  ///< unbound, and still shown as using it until then
    std::optional<Renewal> renewal;
    std::optional<MethodUpdate> update;
    std::map<std::string, std::string> tags;
    bool was_tagged = false;         ///< had tags that are gone; the tagging service remembers
    std::string approval_secret;     ///< what the links of its mails are made from
    std::optional<Time> deleted_at;  ///< lingers in lists

    bool is_pending() const { return status == "PENDING_VALIDATION"; }
    bool is_changing_method() const { return update && update->status == "PENDING_DOMAIN_VALIDATION"; }
    bool is_public() const { return type == "AMAZON_ISSUED"; }
    bool in_use() const { return !in_use_by.empty() || !released.empty(); }
    std::string validation_method() const { return validations.empty() ? "" : validations.front().method; }
};
BOOST_DESCRIBE_STRUCT(Certificate, (),
                      (arn, id, account_id, region, type, status, failure_reason, domain_name, names,
                       key_algorithm, validations, content, created_at, issued_at, imported_at, revoked_at,
                       exported_at, revocation_reason, exportable, exported_since_renewal, transparency,
                       authority_arn, managed_by, in_use_by, released, renewal, update, tags, was_tagged,
                       approval_secret, deleted_at))

}  // namespace certwright::sandbox::acm
