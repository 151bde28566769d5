#pragma once

#include "crypto/key_algorithm.hpp"
#include "x509/request.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// Something that a request asks for and its certificate will not have.
struct LeftOut {
    std::string oid;   ///< of the extension
    std::string name;  ///< "X509v3 Name Constraints"
    std::string why;

    bool operator==(const LeftOut&) const = default;
};

/// What is asked for beyond subject, names, usages and basic constraints, and what of these cannot be had.
/// The subject key identifier is not missed: every certificate has one of its own.
std::vector<LeftOut> left_out_of(const x509::Request& request, crypto::KeyAlgorithm algorithm);

}  // namespace certwright::lifecycle
