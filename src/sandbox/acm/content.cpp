#include "sandbox/acm/content.hpp"

#include <algorithm>
#include <cctype>

namespace certwright::sandbox::acm {
namespace {

/// "SHA256WITHRSA", as Java names "sha256WithRSAEncryption".
std::string signature_algorithm(const std::string& name) {
    std::string shown = name;
    if (const auto tail = shown.find("Encryption"); tail != shown.npos) shown.erase(tail);
    if (shown.starts_with("ecdsa-with-")) shown = shown.substr(11) + "WITHECDSA";
    std::transform(shown.begin(), shown.end(), shown.begin(),
                   [](unsigned char c) { return std::toupper(c); });
    return shown;
}

/// Of the issuer DescribeCertificate shows the organization, or what else there is.
std::string issuer_name(const std::string& distinguished) {
    for (const std::string type : {"O=", "CN="}) {
        std::size_t from = 0;
        while (from < distinguished.size()) {
            std::size_t end = from;
            while (end < distinguished.size() && distinguished[end] != ',')
                end += distinguished[end] == '\\' ? 2 : 1;
            const auto part = distinguished.substr(from, end - from);
            if (part.starts_with(type)) return part.substr(type.size());
            from = end + 1;
        }
    }
    return distinguished;
}

/// RFC 4514 writes the most specific first; ACM as it is encoded.
std::string subject_name(const std::string& distinguished) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from < distinguished.size()) {
        std::size_t end = from;
        while (end < distinguished.size() && distinguished[end] != ',')
            end += distinguished[end] == '\\' ? 2 : 1;
        parts.push_back(distinguished.substr(from, end - from));
        from = end + 1;
    }
    std::string shown;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
        shown += (shown.empty() ? "" : ",") + *part;
    return shown;
}

}  // namespace

Content content_of(const x509::Certificate& certificate, BytesView der) {
    return {.pem = x509::der_to_pem(der),
            .chain = "",
            .private_key_pem = "",
            .serial = certificate.serial,
            .subject = subject_name(certificate.subject),
            .issuer = issuer_name(certificate.issuer),
            .signature_algorithm = signature_algorithm(certificate.signature_algorithm),
            .key_usages = certificate.key_usages,
            .extended_key_usages = certificate.extended_key_usages,
            .fingerprint = certificate.fingerprint_sha256,
            .not_before = certificate.not_before,
            .not_after = certificate.not_after};
}

}  // namespace certwright::sandbox::acm
