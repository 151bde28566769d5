#include "aws/acm_import.hpp"

#include "aws/ask.hpp"
#include "aws/confidential.hpp"
#include "aws/json_answer.hpp"
#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::aws::acm {
namespace {

Call change_of(std::string operation, const std::string& region, const json::object& request) {
    return {.service = Service::acm,
            .operation = std::move(operation),
            .region = region,
            .body = boost::json::serialize(request)};
}

/// What an operation without output answers is nobody's.
Done done(std::string_view) {
    return {};
}

json::array pairs_of(const Tags& tags) {
    json::array pairs;
    for (const auto& [key, value] : tags) pairs.push_back(json::object{{"Key", key}, {"Value", value}});
    return pairs;
}

/// The request without its private key. Blobs travel in base64, and what is empty does not travel at all.
json::object public_part_of(const Import& import) {
    json::object request{{"Certificate", to_base64(as_bytes(import.certificate))}};
    if (!import.chain.empty()) request["CertificateChain"] = to_base64(as_bytes(import.chain));
    if (!import.arn.empty()) request["CertificateArn"] = import.arn;
    if (!import.tags.empty()) request["Tags"] = pairs_of(import.tags);
    return request;
}

/// Written by hand, because a JSON library would leave copies of the key in freed memory. Base64 needs no
/// escapes.
Secret import_request(const Import& import) {
    constexpr std::string_view before = R"(,"PrivateKey":")", behind = "\"}";
    const Secret key = base64_of(import.private_key);
    std::string request = boost::json::serialize(public_part_of(import));
    request.pop_back();
    std::string whole;
    whole.reserve(request.size() + before.size() + key.size() + behind.size());
    whole.append(request).append(before).append(key.reveal()).append(behind);
    return Secret{std::move(whole)};
}

}  // namespace

Outcome<std::string> import_certificate(Client& client, const std::string& region, const Import& import,
                                        const CallContext& context) {
    ensure(import.arn.empty() || import.tags.empty(), "a certificate that is replaced keeps its tags");
    const Secret request = import_request(import);
    const Call call{.service = Service::acm,
                    .operation = "ImportCertificate",
                    .region = region,
                    .body = {},
                    .idempotent = false,
                    .confidential_body = &request};
    auto arn = ask(client, call, context, [](std::string_view body) {
        return required_text(parse_answer(body, "the answer to ImportCertificate"), "CertificateArn");
    });
    if (!arn) return without_key(arn.failure(), import.private_key);
    return arn;
}

Outcome<Done> delete_certificate(Client& client, const std::string& region, const std::string& arn,
                                 const CallContext& context) {
    auto outcome =
        ask(client, change_of("DeleteCertificate", region, {{"CertificateArn", arn}}), context, done);
    if (!outcome && outcome.failure().kind == FailureKind::not_found) return Done{};
    return outcome;
}

Outcome<Done> add_tags(Client& client, const std::string& region, const std::string& arn, const Tags& tags,
                       const CallContext& context) {
    if (tags.empty()) return Done{};
    return ask(client,
               change_of("AddTagsToCertificate", region, {{"CertificateArn", arn}, {"Tags", pairs_of(tags)}}),
               context, done);
}

Outcome<Done> remove_tags(Client& client, const std::string& region, const std::string& arn,
                          const std::vector<std::string>& keys, const CallContext& context) {
    if (keys.empty()) return Done{};
    json::array tags;
    for (const std::string& key : keys) tags.push_back(json::object{{"Key", key}});
    return ask(
        client,
        change_of("RemoveTagsFromCertificate", region, {{"CertificateArn", arn}, {"Tags", std::move(tags)}}),
        context, done);
}

}  // namespace certwright::aws::acm
