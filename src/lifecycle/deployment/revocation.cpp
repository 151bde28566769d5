#include "lifecycle/deployment/revocation.hpp"

#include "lifecycle/deployment/content.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

std::vector<Refusal> revocation_refusals(const Content& content) {
    if (!content.revocation) return {};
    return {{"revoked",
             fmt::format("its authority revoked the certificate at {}: {}",
                         format_rfc3339(content.revocation->at), content.revocation->reason),
             "renew it, with a new key where others know the old one"}};
}

}  // namespace certwright::lifecycle
