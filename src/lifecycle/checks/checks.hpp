#pragma once

#include "base/time.hpp"
#include "lifecycle/checks/examined.hpp"
#include "lifecycle/checks/finding.hpp"

namespace certwright::lifecycle {

/// Everything that is wrong with a certificate or will be soon, the gravest first. Nothing is asked of
/// anybody: whether an authority that is not held here revoked it, or whether clients trust its root, is not
/// seen. What ACM
/// refuses has the names that the pre-flight of a deployment has for it (deployment/import_rules.hpp). An
/// authority's own certificate names no host and serves nobody, and is not measured by what is asked of those
/// that do.
Findings check(const Examined& examined, Time now);

/// Nothing of it keeps ACM from importing the certificate.
bool is_accepted_by_acm(const Findings& findings);

}  // namespace certwright::lifecycle
