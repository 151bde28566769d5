#pragma once

#include "base/bytes.hpp"

#include <memory>
#include <string>
#include <vector>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct X509_name_st X509_NAME;

namespace certwright::x509 {

/// One attribute of a name: CN=www.example.com.
struct NameAttribute {
    std::string type;   ///< OpenSSL's short name ("CN", "O", "serialNumber"), else the OID
    std::string value;  ///< UTF-8 without control characters, not escaped

    bool operator==(const NameAttribute&) const = default;
};

/// Who a certificate is about or from (RFC 5280 section 4.1.2.4), in the order of encoding: usually the
/// country first and the common name last. Attributes that share a set there stand one after the other.
using DistinguishedName = std::vector<NameAttribute>;

struct NameRelease {
    void operator()(X509_NAME* name) const noexcept;
};
using NativeName = std::unique_ptr<X509_NAME, NameRelease>;

/// Each attribute a set of its own, as UTF8String where RFC 5280 appendix A.1 leaves the choice. Throws
/// Fault::invalid for an unknown type, a value with control characters (NUL among them) and one that its
/// type cannot hold: C has two letters, CN at most 64 characters.
NativeName native_name(const DistinguishedName& name);

/// A name as it was encoded. Throws Fault::invalid for what is none.
NativeName decode_name(BytesView der);

/// Throws Fault::invalid for a value with control characters, or bytes that break its string type's rules.
DistinguishedName name_parts(const X509_NAME* name);

}  // namespace certwright::x509
