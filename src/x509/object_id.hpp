#pragma once

#include <memory>
#include <string>
#include <string_view>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct asn1_object_st ASN1_OBJECT;

namespace certwright::x509 {

struct ObjectIdRelease {
    void operator()(ASN1_OBJECT* object) const noexcept;
};
/// What ASN.1 names things by (X.660).
using ObjectId = std::unique_ptr<ASN1_OBJECT, ObjectIdRelease>;

/// "2.5.4.3". Throws Fault::invalid for what is not an OID in dotted form.
ObjectId parse_oid(std::string_view text);
/// The same, or one of OpenSSL's short names: "CN".
ObjectId parse_oid_or_name(std::string_view text);

/// "2.5.4.3"
std::string dotted(const ASN1_OBJECT* object);
/// "CN", or the dotted form of what OpenSSL has no name for.
std::string short_name(const ASN1_OBJECT* object);

}  // namespace certwright::x509
