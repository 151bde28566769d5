#pragma once

#include "x509/bundle/intake.hpp"

#include <string>

// OpenSSL's own names, so that its headers stay in the sources.
typedef struct PKCS12_SAFEBAG_st PKCS12_SAFEBAG;
struct stack_st_PKCS12_SAFEBAG;

namespace certwright::x509 {

/// The bags of a PKCS#12 file (RFC 7292 section 4.2), taken in one after the other.
class Pkcs12Bags {
  public:
    Pkcs12Bags(Intake& intake, std::string place) : intake_(intake), place_(std::move(place)) {}

    /// Bags in bags too; OpenSSL's decoder bounds how deep.
    void take_in(const stack_st_PKCS12_SAFEBAG* bags);

  private:
    void take_in(const PKCS12_SAFEBAG* bag);
    void take_in_certificate(const PKCS12_SAFEBAG* bag);
    Origin origin_of(const PKCS12_SAFEBAG* bag) const;

    Intake& intake_;
    std::string place_;
    std::size_t number_ = 0;
};

}  // namespace certwright::x509
