#pragma once

#include "sandbox/pca/template_rules.hpp"
#include "x509/request.hpp"
#include "x509/template.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

/// The certificate that a request becomes under a template: what the template fixes comes first, then what
/// the call passes (ApiPassthrough; nullptr for nothing), then what the request asks for, each only where
/// the template lets it ("AWS Private CA template order of operations"). Validity, serial and the locations
/// of revocation lists are the authority's to add. Throws ServiceError InvalidArgsException for what a call
/// cannot pass.
x509::CertificateTemplate described_by(const TemplateRules& rules, const x509::Request& request,
                                       const boost::json::object* api);

}  // namespace certwright::sandbox::pca
