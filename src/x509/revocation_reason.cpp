#include "x509/revocation_reason.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace certwright::x509 {
namespace {

constexpr std::array all_reasons{
    RevocationReason::unspecified,         RevocationReason::key_compromise,
    RevocationReason::ca_compromise,       RevocationReason::affiliation_changed,
    RevocationReason::superseded,          RevocationReason::cessation_of_operation,
    RevocationReason::certificate_hold,    RevocationReason::remove_from_crl,
    RevocationReason::privilege_withdrawn, RevocationReason::a_a_compromise,
};

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::string_view to_string(RevocationReason reason) {
    switch (reason) {
        case RevocationReason::unspecified:
            return "UNSPECIFIED";
        case RevocationReason::key_compromise:
            return "KEY_COMPROMISE";
        case RevocationReason::ca_compromise:
            return "CA_COMPROMISE";
        case RevocationReason::affiliation_changed:
            return "AFFILIATION_CHANGED";
        case RevocationReason::superseded:
            return "SUPERSEDED";
        case RevocationReason::cessation_of_operation:
            return "CESSATION_OF_OPERATION";
        case RevocationReason::certificate_hold:
            return "CERTIFICATE_HOLD";
        case RevocationReason::remove_from_crl:
            return "REMOVE_FROM_CRL";
        case RevocationReason::privilege_withdrawn:
            return "PRIVILEGE_WITHDRAWN";
        case RevocationReason::a_a_compromise:
            return "A_A_COMPROMISE";
    }
    throw Error{Fault::internal, "unknown revocation reason"};
}

RevocationReason parse_revocation_reason(std::string_view text) {
    std::string word{text};
    std::ranges::transform(word, word.begin(), upper);
    if (word == "CERTIFICATE_AUTHORITY_COMPROMISE") return RevocationReason::ca_compromise;
    if (word == "SUPERCEDED") return RevocationReason::superseded;
    std::string words;
    for (const RevocationReason reason : all_reasons) {
        if (word == to_string(reason)) return reason;
        words.append(words.empty() ? "" : ", ").append(to_string(reason));
    }
    throw Error{Fault::invalid, fmt::format("unknown revocation reason {}", in_quotes(text)),
                "reasons are " + words};
}

}  // namespace certwright::x509
