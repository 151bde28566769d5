#include "aws/acm.hpp"

#include "aws/acm_codec.hpp"
#include "aws/ask.hpp"

namespace certwright::aws::acm {
namespace {

Call call_of(std::string operation, const std::string& region, std::string body) {
    return {.service = Service::acm,
            .operation = std::move(operation),
            .region = region,
            .body = std::move(body)};
}

/// Regions and emulators from before ACME endpoints do not know the filter.
bool refuses_origins(const Failure& failure) {
    return failure.kind == FailureKind::invalid &&
           (failure.message.find("ertificateKeyPairOrigins") != std::string::npos ||
            failure.code == "SerializationException");
}

}  // namespace

Outcome<CertificatePage> list_certificates(Client& client, const std::string& region,
                                           const std::string& next_token, int max_items,
                                           const CallContext& context) {
    const auto list = [&](OriginFilter origins) {
        return ask(client, call_of("ListCertificates", region, list_request(next_token, max_items, origins)),
                   context, parse_list_page);
    };
    const std::string lesson = "no CertificateKeyPairOrigins in " + region;
    if (client.lessons().knows(lesson)) return list(OriginFilter::none);
    auto page = list(OriginFilter::all_origins);
    if (page || !refuses_origins(page.failure())) return page;
    auto plain = list(OriginFilter::none);
    if (plain) client.lessons().learn(lesson);
    return plain;
}

Outcome<SearchPage> search_certificates(Client& client, const std::string& region,
                                        const std::string& next_token, int max_results,
                                        const CallContext& context) {
    return ask(client, call_of("SearchCertificates", region, search_request(next_token, max_results)),
               context, parse_search_page);
}

bool says_search_is_absent(FailureKind kind) {
    switch (kind) {
        case FailureKind::access_denied:
        case FailureKind::unknown_operation:
        case FailureKind::not_found:
        case FailureKind::invalid:
        case FailureKind::malformed:
        case FailureKind::service:
            return true;  // 500 is what emulators answer
        case FailureKind::credentials:
        case FailureKind::region_disabled:
        case FailureKind::conflict:
        case FailureKind::quota:
        case FailureKind::throttled:
        case FailureKind::unreachable:
        case FailureKind::cancelled:
            return false;
    }
    return false;
}

Outcome<CertificateDetail> describe_certificate(Client& client, const std::string& region,
                                                const std::string& arn, const CallContext& context) {
    return ask(client, call_of("DescribeCertificate", region, arn_request(arn)), context, parse_detail);
}

Outcome<Pem> get_certificate(Client& client, const std::string& region, const std::string& arn,
                             const CallContext& context) {
    return ask(client, call_of("GetCertificate", region, arn_request(arn)), context, parse_pem);
}

Outcome<Tags> list_tags(Client& client, const std::string& region, const std::string& arn,
                        const CallContext& context) {
    return ask(client, call_of("ListTagsForCertificate", region, arn_request(arn)), context, parse_tags);
}

Outcome<int> get_account_configuration(Client& client, const std::string& region,
                                       const CallContext& context) {
    return ask(client, call_of("GetAccountConfiguration", region, "{}"), context,
               parse_account_configuration);
}

}  // namespace certwright::aws::acm
