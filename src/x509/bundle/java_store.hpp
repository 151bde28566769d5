#pragma once

#include "x509/bundle/intake.hpp"

namespace certwright::x509 {

/// Whether that begins as a keystore of Java before 9.
bool is_java_store(BytesView bytes);
/// "JCEKS" instead of "JKS".
bool is_jceks(BytesView bytes);

/// Takes in a keystore of the types JKS and JCEKS (sun.security.provider.JavaKeyStore and
/// com.sun.crypto.provider.JceKeyStore, versions 1 and 2). Certificates are not encrypted in it, so without
/// its password they are taken, and a flaw says that nobody knows whether they are what was once put in.
void read_java_store(Intake& intake, BytesView bytes, const std::string& place);

/// The SHA-1 at its end over the password, "Mighty Aphrodite" and all that is in front.
Bytes java_store_digest(std::string_view password, BytesView body);

}  // namespace certwright::x509
