#pragma once

#include "base/time.hpp"
#include "lifecycle/checks/examined.hpp"
#include "lifecycle/checks/finding.hpp"

/// The checks, by what they look at; checks.hpp runs them all. Each appends what it finds.
namespace certwright::lifecycle {

/// `expires_soon`: less than 30 days are left, or of short lives less than a third; `lifetime_too_long`:
/// longer than public authorities may certify it since the day it was issued
/// (deployment/lifetime_limits.hpp), which clients enforce; `lifetime`: longer than they will when it ends.
void check_lifetime(const x509::Certificate& leaf, Time now, Findings& found);

/// `weak_key`: RSA below 2048 bits, elliptic curves below 224, DSA; `weak_exponent`: of RSA, even or 1, or
/// below 65537 (NIST SP 800-56B section 6.4; Baseline Requirements section 6.1.6); `unusual_key`: none of
/// what public authorities certify (section 6.1.5).
void check_key_strength(const x509::Certificate& leaf, Findings& found);

/// `weak_signature`: over SHA-1, MD5 or older, which collisions are known of.
void check_signature(const x509::Certificate& leaf, Findings& found);

/// Of the names that hosts go by: `no_alternative_names`, `common_name_not_among_names`, `malformed_name`,
/// `bad_wildcard`, `underscore_in_name`, `address_as_dns_name`, `duplicate_name`, `internal_name`. Sources:
/// RFC 5280 section 4.2.1.6, RFC 6125 section 6.4, Baseline Requirements sections 4.2.2, 7.1.2.7.12
/// and 7.1.4.
void check_names(const x509::Certificate& leaf, Findings& found);

/// `not_for_servers`, `no_extended_key_usage`, `key_usage`: what it may be used for (RFC 5280
/// sections 4.2.1.3 and 4.2.1.12).
void check_purposes(const x509::Certificate& leaf, Findings& found);

/// `self_signed`, `chain_incomplete`, `issuer_expired`, `issuer_ends_first`, `issuer_not_authority`,
/// `key_id_mismatch`, `no_authority_key_id`, `weak_issuer_key`, `weak_issuer_signature`: of the chain that is
/// kept with it.
void check_chain(const Examined& examined, Time now, Findings& found);

/// Whether a key is one that nobody should rely on any more.
bool has_weak_key(const x509::Certificate& certificate);
bool has_weak_signature(const x509::Certificate& certificate);

}  // namespace certwright::lifecycle
