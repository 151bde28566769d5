#include "aws/iam_codec.hpp"

#include "aws/xml_answer.hpp"
#include "base/error.hpp"
#include "net/url.hpp"

#include <pugixml.hpp>

#include <charconv>

namespace certwright::aws::iam {
namespace {

ServerCertificate metadata_of(pugi::xml_node from) {
    return {
        .arn = required_text(from, "Arn"),
        .id = text_of(from, "ServerCertificateId"),
        .name = required_text(from, "ServerCertificateName"),
        .path = text_of(from, "Path"),
        .uploaded_at = time_of(from, "UploadDate"),
        .expires_at = time_of(from, "Expiration"),
    };
}

std::string with_marker(std::string form, const std::string& marker) {
    if (!marker.empty()) form += "&Marker=" + net::percent_encode(marker);
    return form;
}

/// <entry><key/><value/></entry>
std::int64_t summary_value(pugi::xml_node map, const std::string& key) {
    for (const auto entry : map.children("entry")) {
        if (text_of(entry, "key") != key) continue;
        const std::string text = required_text(entry, "value");
        const char* end = text.data() + text.size();
        std::int64_t value = 0;
        if (const auto [stop, problem] = std::from_chars(text.data(), end, value);
            problem == std::errc{} && stop == end && value >= 0)
            return value;
        throw Error{Fault::invalid, "the answer has '" + text + "' for '" + key + "' where a number belongs"};
    }
    throw Error{Fault::invalid, "the answer has no '" + key + "'"};
}

}  // namespace

std::string list_request(const std::string& marker) {
    return with_marker("MaxItems=1000", marker);
}

ServerCertificatePage parse_list_page(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "ListServerCertificates");
    ServerCertificatePage page;
    for (const auto member : required_child(result, "ServerCertificateMetadataList").children("member"))
        page.rows.push_back(metadata_of(member));
    page.marker = marker_of(result);
    return page;
}

std::string name_request(const std::string& name, const std::string& marker) {
    return with_marker("ServerCertificateName=" + net::percent_encode(name), marker);
}

ServerCertificateDetail parse_detail(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "GetServerCertificate");
    const auto certificate = required_child(result, "ServerCertificate");
    return {
        .metadata = metadata_of(required_child(certificate, "ServerCertificateMetadata")),
        .pem = {required_text(certificate, "CertificateBody"), text_of(certificate, "CertificateChain")},
        .tags = tags_of(certificate.child("Tags")),
    };
}

ServerCertificate parse_uploaded(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "UploadServerCertificate");
    return metadata_of(required_child(result, "ServerCertificateMetadata"));
}

TagPage parse_tag_page(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "ListServerCertificateTags");
    return {tags_of(required_child(result, "Tags")), marker_of(result)};
}

AccountSummary parse_account_summary(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "GetAccountSummary");
    return {.server_certificates_quota =
                summary_value(required_child(result, "SummaryMap"), "ServerCertificatesQuota")};
}

}  // namespace certwright::aws::iam
