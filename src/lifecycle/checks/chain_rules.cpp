#include "base/utf8.hpp"
#include "lifecycle/checks/rules.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

/// One certificate of the chain, for a sentence.
std::string issuer_called(const x509::Certificate& issuer) {
    return fmt::format("the issuer {}", in_quotes(issuer.subject));
}

void check_issuer_dates(const x509::Certificate& issuer, const x509::Certificate& leaf, Time now,
                        Findings& found) {
    if (issuer.not_after < now)
        found.push_back({.id = "issuer_expired",
                         .severity = Severity::error,
                         .message = fmt::format("{} expired at {}", issuer_called(issuer),
                                                format_rfc3339(issuer.not_after)),
                         .hint = "bring in the chain as its authority publishes it now"});
    else if (issuer.not_after < leaf.not_after)
        found.push_back({.id = "issuer_ends_first",
                         .severity = Severity::warning,
                         .message = fmt::format("{} ends at {}, before the certificate does",
                                                issuer_called(issuer), format_rfc3339(issuer.not_after)),
                         .hint = "bring in a newer chain before then"});
}

void check_issuer(const x509::Certificate& issuer, Findings& found) {
    // Those of before X.509 version 3 could not say it.
    if (!issuer.is_ca && issuer.version == 3)
        found.push_back(
            {.id = "issuer_not_authority",
             .severity = Severity::error,
             .message = fmt::format("{} is no authority", issuer_called(issuer)),
             .hint = "clients refuse what it signed; have the certificate issued by an authority"});
    if (has_weak_key(issuer))
        found.push_back({.id = "weak_issuer_key",
                         .severity = Severity::error,
                         .message = fmt::format("the key of {}, {}, is too weak", issuer_called(issuer),
                                                issuer.key_algorithm),
                         .hint = "have the certificate issued by another authority"});
    // A root is trusted for what it is, whatever it signed itself over.
    if (!issuer.is_self_signed && has_weak_signature(issuer))
        found.push_back({.id = "weak_issuer_signature",
                         .severity = Severity::error,
                         .message = fmt::format("{} is signed over {}, of which forgeries are known",
                                                issuer_called(issuer), issuer.signature_hash),
                         .hint = "bring in the chain as its authority publishes it now"});
}

void check_key_ids(const x509::Certificate& issued, const x509::Certificate& issuer, Findings& found) {
    const std::string& wanted = issued.authority_key_id;
    if (issued.issuer != issuer.subject || wanted.empty() || issuer.subject_key_id.empty() ||
        wanted == issuer.subject_key_id)
        return;
    found.push_back({.id = "key_id_mismatch",
                     .severity = Severity::error,
                     .message = fmt::format("{} was signed with the key {}, and {} has the key {}",
                                            in_quotes(issued.subject), wanted, issuer_called(issuer),
                                            issuer.subject_key_id),
                     .hint = "bring in the certificate of the issuer that has that key identifier"});
}

void check_anchor(const Examined& examined, Findings& found) {
    const x509::Certificate& leaf = examined.leaf();
    if (leaf.is_self_signed) {
        if (!leaf.is_ca)
            found.push_back({.id = "self_signed",
                             .severity = Severity::note,
                             .message = "it is signed by itself: only clients that were given it trust it",
                             .hint = "have it issued by an authority that the clients know"});
        return;
    }
    if (leaf.authority_key_id.empty())
        found.push_back({.id = "no_authority_key_id",
                         .severity = Severity::note,
                         .message = "it does not say which key of its authority signed it",
                         .hint = "authorities put an authority key identifier into what they issue"});
    if (examined.issuers.empty() || examined.reaches_root || examined.content.chain_break) return;
    const x509::Certificate& last = examined.issuers.back();
    found.push_back({.id = "chain_incomplete",
                     .severity = Severity::note,
                     .message = fmt::format("the chain ends before its root: {} is issued by {}",
                                            issuer_called(last), in_quotes(last.issuer)),
                     .hint = "that is right when the clients have that one themselves"});
}

}  // namespace

void check_chain(const Examined& examined, Time now, Findings& found) {
    const x509::Certificate* issued = &examined.leaf();
    for (const x509::Certificate& issuer : examined.issuers) {
        if (issuer.fingerprint_sha256 == examined.leaf().fingerprint_sha256) continue;
        check_issuer_dates(issuer, examined.leaf(), now, found);
        check_issuer(issuer, found);
        check_key_ids(*issued, issuer, found);
        issued = &issuer;
    }
    check_anchor(examined, found);
}

}  // namespace certwright::lifecycle
