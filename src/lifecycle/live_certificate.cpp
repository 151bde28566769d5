#include "lifecycle/live_certificate.hpp"

#include "aws/iam.hpp"
#include "base/error.hpp"
#include "inventory/serial.hpp"
#include "lifecycle/facts.hpp"
#include "x509/certificate.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

Served served_by(const x509::Certificate& leaf, const std::vector<Bytes>& issuers) {
    Served served;
    served.fingerprint_sha256 = leaf.fingerprint_sha256;
    served.spki_sha256 = leaf.spki_sha256;
    served.key_algorithm = leaf.key_algorithm;
    served.common_name = leaf.common_name;
    served.names = facts_of(leaf).names;
    served.issuers.emplace();
    for (const Bytes& issuer : issuers) served.issuers->push_back(x509::fingerprint_sha256(issuer));
    served.key_usages = leaf.key_usages;
    served.extended_key_usages = leaf.extended_key_usages;
    served.not_before = leaf.not_before;
    served.not_after = leaf.not_after;
    return served;
}

aws::Failure unreadable(std::string service, std::string operation, const std::string& region,
                        std::string message) {
    return {.kind = aws::FailureKind::malformed,
            .service = std::move(service),
            .operation = std::move(operation),
            .region = region,
            .code = {},
            .message = std::move(message),
            .http_status = 200,
            .request_id = {}};
}

/// Emulators write serials in decimal, so that only one in hexadecimal says anything.
bool contradicts(const std::string& told, const std::string& serial) {
    return told.find(':') != std::string::npos && inventory::serial_form(told) != serial;
}

LiveCertificate read_live(const aws::acm::Pem& pem) {
    LiveCertificate live;
    live.leaf = x509::pem_to_ders(pem.certificate).front();
    if (!pem.chain.empty()) live.issuers = x509::pem_to_ders(pem.chain);
    const auto leaf = x509::parse_der(live.leaf);
    live.served = served_by(leaf, live.issuers);
    live.serial = leaf.serial;
    return live;
}

}  // namespace

aws::Outcome<LiveCertificate> look_at(aws::Client& client, const std::string& region, const std::string& arn,
                                      const aws::CallContext& context) {
    const auto described = aws::acm::describe_certificate(client, region, arn, context);
    if (!described) return described.failure();
    const auto pem = aws::acm::get_certificate(client, region, arn, context);
    if (!pem) return pem.failure();
    LiveCertificate live;
    try {
        live = read_live(*pem);
        live.served.arn = arn;
        live.served.type = described->type;
        live.served.in_use_by = described->in_use_by;
    } catch (const Error& error) {
        return unreadable("acm", "GetCertificate", region, fmt::format("{}: {}", arn, error.message()));
    }
    if (contradicts(described->serial, live.serial))
        return unreadable("acm", "GetCertificate", region,
                          fmt::format("{} is described with the serial {} and handed out with {}", arn,
                                      described->serial, live.serial));
    auto tags = aws::acm::list_tags(client, region, arn, context);
    if (tags)
        live.tags = std::move(*tags);
    else if (tags.failure().kind == aws::FailureKind::access_denied)
        live.tags_trouble = tags.failure().text();
    else
        return tags.failure();
    live.told = {.described = *described, .server_certificate = {}, .pem = *pem, .tags = live.tags};
    return live;
}

aws::Outcome<LiveCertificate> look_at_server_certificate(aws::Client& client, const std::string& name,
                                                         const aws::CallContext& context) {
    const auto detail = aws::iam::get_server_certificate(client, name, context);
    if (!detail) return detail.failure();
    LiveCertificate live;
    try {
        live = read_live(detail->pem);
        live.served.arn = detail->metadata.arn;
        live.served.service = "iam";
    } catch (const Error& error) {
        return unreadable("iam", "GetServerCertificate", {},
                          fmt::format("{}: {}", detail->metadata.arn, error.message()));
    }
    live.tags = detail->tags;
    live.told = {
        .described = {}, .server_certificate = detail->metadata, .pem = detail->pem, .tags = live.tags};
    return live;
}

}  // namespace certwright::lifecycle
