#pragma once

#include "support/vectors.hpp"
#include "x509/certificate.hpp"

#include <string>

namespace certwright::test {

/// A certificate of tests/data/x509 by its name there.
inline Bytes der_of(const std::string& name) {
    return x509::pem_to_ders(vector_file("x509/" + name + ".pem")).front();
}

inline x509::Certificate certificate(const std::string& name) {
    return x509::parse_der(der_of(name));
}

}  // namespace certwright::test
