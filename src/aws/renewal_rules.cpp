#include "aws/renewal_rules.hpp"

#include <fmt/format.h>

namespace certwright::aws {
namespace {

using std::chrono::days;

/// Lifetimes above this are those of 395 days: private, or public from before February 2026.
constexpr auto longest_short_lifetime = days{250};

std::string date_of(Time moment) {
    return format_rfc3339(std::chrono::floor<days>(moment)).substr(0, 10);
}

/// What never changes for this kind of certificate; empty when renewal is possible.
std::string why_never(const RenewalFacts& facts) {
    if (facts.service == "iam")
        return "IAM server certificates are never renewed by AWS. Upload a new one under another name, move "
               "its users, "
               "then delete this one, or replace it by a certificate in ACM.";
    if (facts.type == "IMPORTED")
        return "Imported certificates are never renewed by AWS. Get a new one from its issuer and import it "
               "again "
               "under the same ARN before this one expires.";
    if (facts.key_pair_origin == "ACME")
        return "Certificates issued over ACME are renewed by the ACME client that asked for them, not by "
               "AWS.";
    return {};
}

/// Why the certificate's present state rules renewal out; empty when it does not.
std::string why_not_now(const RenewalFacts& facts, Time now) {
    if (facts.status == "PENDING_VALIDATION")
        return "The certificate has not been issued yet: its names must be validated first.";
    if (facts.status == "VALIDATION_TIMED_OUT")
        return "Validation took longer than 72 hours, so it was never issued. Request it again.";
    if (facts.status == "FAILED")
        return "The request failed, so there is nothing to renew. Request it again.";
    if (facts.status == "REVOKED") return "Revoked certificates are not renewed. Request a new one.";
    if (facts.status == "EXPIRED" || (facts.not_after && *facts.not_after <= now))
        return "Expired certificates are not renewed. Request a new one.";
    return {};
}

/// What AWS needs of the certificate's owner when it renews.
std::string need_of(const RenewalFacts& facts) {
    if (facts.type == "PRIVATE") return " Its private CA must be active and allow ACM to issue certificates.";
    if (facts.validation_method == "DNS") return " Every validation CNAME must still be in public DNS.";
    if (facts.validation_method == "EMAIL")
        return " Somebody must approve the e-mail that AWS then sends for each domain; changing to DNS "
               "validation ends "
               "that.";
    if (facts.validation_method == "HTTP") return " CloudFront must still serve its domains.";
    return {};
}

std::string progress_of(const RenewalFacts& facts) {
    if (facts.renewal_status == "PENDING_AUTO_RENEWAL") return "AWS is renewing it now.";
    if (facts.renewal_status == "PENDING_VALIDATION")
        return "AWS is renewing it now and could not validate every name." + need_of(facts);
    if (facts.renewal_status == "FAILED")
        return "The last renewal failed; it expires unless its names can be validated." + need_of(facts);
    return {};
}

std::string schedule_of(const RenewalFacts& facts, Time now) {
    const auto start = renewal_starts_at(facts);
    if (!start) return "AWS renews it before it expires.";
    if (*start > now) return fmt::format("AWS starts to renew it on {}.", date_of(*start));
    return fmt::format("AWS should have started to renew it on {}.", date_of(*start));
}

std::string after_export(const RenewalFacts& facts) {
    if (!facts.exported) return {};
    return " Exported copies are not replaced: export it again after each renewal.";
}

}  // namespace

std::optional<Time> renewal_starts_at(const RenewalFacts& facts) {
    if (!facts.not_before || !facts.not_after) return std::nullopt;
    const bool is_short = *facts.not_after - *facts.not_before <= longest_short_lifetime;
    return *facts.not_after - (is_short ? days{45} : days{60});
}

std::string explain_renewal(const RenewalFacts& facts, Time now) {
    if (auto reason = why_never(facts); !reason.empty()) return reason;
    if (auto reason = why_not_now(facts, now); !reason.empty()) return reason;
    if (auto progress = progress_of(facts); !progress.empty()) return progress + after_export(facts);
    if (facts.eligibility == "ELIGIBLE")
        return schedule_of(facts, now) + need_of(facts) + after_export(facts);
    if (facts.in_use || facts.exported) {
        const std::string reason = facts.in_use ? "it is in use" : "it has been exported";
        if (facts.eligibility.empty())
            return fmt::format("AWS should renew it, because {}, but has not said whether it is eligible.",
                               reason);
        return fmt::format(
            "AWS calls it ineligible although {}. That changes within a day of the first use; a "
            "private certificate that was issued by its CA directly, or a name that is no valid "
            "internationalised domain, stays ineligible.",
            reason);
    }
    if (facts.type == "PRIVATE" || facts.export_option == "ENABLED")
        return "AWS renews only certificates that are in use by one of its services or were exported since "
               "they were "
               "issued or last renewed, and this one is neither.";
    return "AWS renews only certificates that are in use by one of its services, and this one is not. Attach "
           "it, for "
           "example to a load balancer or a CloudFront distribution, or delete it.";
}

}  // namespace certwright::aws
