#pragma once

#include "lifecycle/deployment/content.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "lifecycle/deployment/served.hpp"

#include <vector>

namespace certwright::lifecycle {

/// What forbids to import `content` over the ARN of `target`, which keeps its users and its tags then; beside
/// what acm_import_refusals() says. Source: the user guide, "Reimporting a certificate":
///  - only imported certificates can be replaced;
///  - type and size of the key cannot change;
///  - domain names may come and go, but not all of them may go;
///  - where the old certificate has key usages or extended key usages, the new one must have them all;
///  excepted
///    are clientAuth (since October 2025: public authorities no longer certify it) and keyEncipherment with
///    ECDSA keys (since April 2026: it means nothing there). A usage that the old one has not does not
///    matter;
///  - tags cannot be given ("ValidationException: Tagging is not permitted on re-import").
/// What is not known of the target yet forbids nothing. Names are compared without regard to case, addresses
/// as names; the common name is one of them.
std::vector<Refusal> reimport_refusals(const Content& content, const Served& target, bool sends_tags = false);

}  // namespace certwright::lifecycle
