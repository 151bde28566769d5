#include "aws/iam.hpp"

#include "aws/ask.hpp"
#include "aws/iam_codec.hpp"

namespace certwright::aws::iam {
namespace {

Call call_of(std::string operation, std::string body) {
    return {
        .service = Service::iam, .operation = std::move(operation), .region = {}, .body = std::move(body)};
}

}  // namespace

std::string name_in_arn(const std::string& arn) {
    return arn.substr(arn.rfind('/') + 1);
}

Outcome<ServerCertificatePage> list_server_certificates(Client& client, const std::string& marker,
                                                        const CallContext& context) {
    return ask(client, call_of("ListServerCertificates", list_request(marker)), context, parse_list_page);
}

Outcome<ServerCertificateDetail> get_server_certificate(Client& client, const std::string& name,
                                                        const CallContext& context) {
    return ask(client, call_of("GetServerCertificate", name_request(name)), context, parse_detail);
}

Outcome<acm::Tags> list_server_certificate_tags(Client& client, const std::string& name,
                                                const CallContext& context) {
    acm::Tags tags;
    std::string marker;
    do {
        const auto call = call_of("ListServerCertificateTags", name_request(name, marker));
        auto page = ask(client, call, context, parse_tag_page);
        if (!page) return page.failure();
        tags.merge((*page).tags);
        if (page->marker == marker && !marker.empty()) return repeated_page("iam", call.operation, {});
        marker = page->marker;
    } while (!marker.empty());
    return tags;
}

Outcome<AccountSummary> get_account_summary(Client& client, const CallContext& context) {
    return ask(client, call_of("GetAccountSummary", {}), context, parse_account_summary);
}

}  // namespace certwright::aws::iam
