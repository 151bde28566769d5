#pragma once

#include "x509/bundle/java_input.hpp"

namespace certwright::x509 {

/// Reads past one object in Java's serialization (Java Object Serialization Specification chapter 6), which a
/// JCEKS keystore has for each secret key, without its length. Nothing is made of it. Throws Fault::invalid
/// for what is malformed, nested deeper than 32, or beyond what keystores hold.
void skip_java_object(JavaInput& input);

}  // namespace certwright::x509
