#include "x509/calendar.hpp"

#include "base/error.hpp"
#include "crypto/failure.hpp"

#include <fmt/format.h>
#include <openssl/asn1.h>

#include <ctime>

namespace certwright::x509 {

// Through calendar fields, because time_t and OpenSSL's day counts do not hold every year up to 9999 on
// every platform.
Time time_of(const ASN1_TIME* encoded, std::string_view what) {
    std::tm fields{};
    if (!encoded || ASN1_TIME_to_tm(encoded, &fields) != 1)
        throw Error{Fault::invalid, fmt::format("cannot read {}: it is no time", what)};
    using namespace std::chrono;
    const auto date = year{fields.tm_year + 1900} / month{static_cast<unsigned>(fields.tm_mon + 1)} /
                      day{static_cast<unsigned>(fields.tm_mday)};
    return Time{sys_days{date}} + hours{fields.tm_hour} + minutes{fields.tm_min} + seconds{fields.tm_sec};
}

void set_time(ASN1_TIME* encoded, Time time) {
    using namespace std::chrono;
    // OpenSSL writes years of five digits, which nobody reads.
    if (time < Time{sys_days{year{0} / January / 1}} || time >= Time{sys_days{year{10000} / January / 1}})
        throw Error{Fault::invalid, "cannot write a time outside of the years 0 to 9999",
                    "X.509 has no other; 9999-12-31T23:59:59Z stands for no end"};
    crypto::require(ASN1_TIME_set(encoded, floor<seconds>(time).time_since_epoch().count()) != nullptr,
                    "write a time");
}

}  // namespace certwright::x509
