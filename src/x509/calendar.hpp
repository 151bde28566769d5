#pragma once

#include "base/time.hpp"

#include <string_view>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct asn1_string_st ASN1_TIME;

/// Times of X.509: whole seconds from year 0 to 9999.
namespace certwright::x509 {

/// `what` is the time, with a word of whose: "a certificate's notBefore". Throws Fault::invalid for what
/// is no time.
Time time_of(const ASN1_TIME* encoded, std::string_view what);

/// Writes UTCTime until 2049 and GeneralizedTime after (RFC 5280 section 4.1.2.5), without the fraction
/// of the second. Throws Fault::invalid outside of the calendar.
void set_time(ASN1_TIME* encoded, Time time);

}  // namespace certwright::x509
