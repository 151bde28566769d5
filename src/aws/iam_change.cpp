#include "aws/iam_change.hpp"

#include "aws/ask.hpp"
#include "aws/confidential.hpp"
#include "aws/iam_codec.hpp"
#include "net/url.hpp"

namespace certwright::aws::iam {
namespace {

Call change_of(std::string operation, std::string body, bool idempotent) {
    return {.service = Service::iam,
            .operation = std::move(operation),
            .region = {},
            .body = std::move(body),
            .idempotent = idempotent};
}

Done done(std::string_view) {
    return {};
}

/// "&Tags.member.1.Key=…&Tags.member.1.Value=…"
std::string form_of(const acm::Tags& tags) {
    std::string form;
    int number = 0;
    for (const auto& [key, value] : tags) {
        const std::string member = "&Tags.member." + std::to_string(++number);
        form += member + ".Key=" + net::percent_encode(key) + member + ".Value=" + net::percent_encode(value);
    }
    return form;
}

Secret upload_request(const Upload& upload) {
    std::string request = name_request(upload.name) + "&Path=" + net::percent_encode(upload.path) +
                          "&CertificateBody=" + net::percent_encode(upload.certificate);
    if (!upload.chain.empty()) request += "&CertificateChain=" + net::percent_encode(upload.chain);
    request += form_of(upload.tags) + "&PrivateKey=";
    const Secret key = percent_encoded(upload.private_key);
    std::string whole;
    whole.reserve(request.size() + key.size());
    whole.append(request).append(key.reveal());
    return Secret{std::move(whole)};
}

}  // namespace

Outcome<ServerCertificate> upload_server_certificate(Client& client, const Upload& upload,
                                                     const CallContext& context) {
    const Secret request = upload_request(upload);
    Call call = change_of("UploadServerCertificate", {}, /*idempotent=*/false);
    call.confidential_body = &request;
    auto uploaded = ask(client, call, context, parse_uploaded);
    if (!uploaded) return without_key(uploaded.failure(), upload.private_key);
    return uploaded;
}

Outcome<Done> rename_server_certificate(Client& client, const std::string& name, const std::string& new_name,
                                        const CallContext& context) {
    const std::string form =
        name_request(name) + "&NewServerCertificateName=" + net::percent_encode(new_name);
    return ask(client, change_of("UpdateServerCertificate", form, /*idempotent=*/false), context, done);
}

Outcome<Done> delete_server_certificate(Client& client, const std::string& name, const CallContext& context) {
    auto outcome = ask(client, change_of("DeleteServerCertificate", name_request(name), /*idempotent=*/true),
                       context, done);
    if (!outcome && outcome.failure().kind == FailureKind::not_found) return Done{};
    return outcome;
}

Outcome<Done> tag_server_certificate(Client& client, const std::string& name, const acm::Tags& tags,
                                     const CallContext& context) {
    if (tags.empty()) return Done{};
    const std::string form = name_request(name) + form_of(tags);
    return ask(client, change_of("TagServerCertificate", form, /*idempotent=*/true), context, done);
}

}  // namespace certwright::aws::iam
