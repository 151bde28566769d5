#pragma once

#include "x509/distinguished_name.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

/// The name that an ASN1Subject describes, its attributes in the model's order as Private CA writes them.
/// Throws ServiceError InvalidArgsException for standard attributes beside custom ones.
x509::DistinguishedName subject_of(const boost::json::object& subject);

}  // namespace certwright::sandbox::pca
