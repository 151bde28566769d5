#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"
#include "x509/bundle/content.hpp"

namespace certwright::x509 {

/// A keystore of Java's old type JKS, for programs that read no PKCS#12: the key with its chain as one entry,
/// or, without a key, each certificate as a trusted one. Its protection is weak whatever the password. The
/// alias is in lower case, as Java looks for it; without one "certificate". Throws Fault::invalid for an
/// empty password.
Bytes write_jks(const Content& content, const Secret& password, Time now);

}  // namespace certwright::x509
