#pragma once

#include <string_view>

namespace certwright::x509 {

/// Why a certificate is on a revocation list; the values are those of RFC 5280 section 5.3.1.
enum class RevocationReason {
    unspecified = 0,
    key_compromise = 1,
    ca_compromise = 2,
    affiliation_changed = 3,
    superseded = 4,
    cessation_of_operation = 5,
    certificate_hold = 6,
    remove_from_crl = 8,  ///< of delta lists only
    privilege_withdrawn = 9,
    a_a_compromise = 10,
};

/// ACM's spelling: "KEY_COMPROMISE", "A_A_COMPROMISE".
std::string_view to_string(RevocationReason reason);
/// Accepts any case, "CERTIFICATE_AUTHORITY_COMPROMISE" as Private CA writes it, and ACM's own misspelling
/// "SUPERCEDED". Throws Fault::invalid, listing the reasons.
RevocationReason parse_revocation_reason(std::string_view text);

}  // namespace certwright::x509
