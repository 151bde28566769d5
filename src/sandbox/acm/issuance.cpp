#include "sandbox/acm/issuance.hpp"

#include "sandbox/acm/content.hpp"
#include "sandbox/acm/private_issuance.hpp"
#include "sandbox/world/world.hpp"
#include "x509/certificate.hpp"

namespace certwright::sandbox::acm {
namespace {

Issued public_content(World& world, const Certificate& certificate, Time now) {
    auto made =
        world.public_authority.sign(certificate.names, certificate.key_algorithm, now, public_validity);
    const auto der = x509::pem_to_ders(made.pem).front();
    Content content = content_of(x509::parse_der(der), der);
    content.chain = std::move(made.chain);
    content.private_key_pem = std::move(made.private_key_pem);
    return {.content = std::move(content), .failure_reason = ""};
}

}  // namespace

Issued make_content(World& world, const Certificate& certificate, Time now) {
    if (certificate.is_public()) return public_content(world, certificate, now);
    return private_content(world, certificate, now);
}

}  // namespace certwright::sandbox::acm
