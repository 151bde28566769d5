#include "x509/bundle/unknown_file.hpp"

#include "base/ascii.hpp"
#include "x509/bundle/der_shape.hpp"

#include <algorithm>
#include <array>

namespace certwright::x509 {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view known_formats = "give PEM, DER, PKCS#7 (.p7b), PKCS#12 (.p12, .pfx), JKS or JCEKS";

struct Look {
    std::string_view beginning;  ///< in lower case
    std::string_view what, hint;
};

constexpr std::array looks{
    Look{"<!doctype html", "it is an HTML page",
         "the download gave a page instead of the file; maybe one must sign in first"},
    Look{"<html", "it is an HTML page",
         "the download gave a page instead of the file; maybe one must sign in first"},
    Look{"<?xml", "it is XML", known_formats},
    Look{"{", "it is JSON without a PEM text in it", known_formats},
    Look{"ssh-", "it is a public key of OpenSSH", "give the certificate and its private key"},
    Look{"ecdsa-sha2-", "it is a public key of OpenSSH", "give the certificate and its private key"},
    Look{"---- begin ssh2", "it is a public key of SSH", "give the certificate and its private key"},
    Look{"putty-user-key-file", "it is a private key of PuTTY",
         "export it with PuTTYgen as an OpenSSH key, then: ssh-keygen -p -m PKCS8 -f COPY"},
    Look{"pk\x03\x04", "it is a ZIP archive", "unpack it and give the files in it"},
    Look{"\x1f\x8b", "it is compressed with gzip", "unpack it and give what is in it"},
    Look{"%pdf", "it is a PDF document", known_formats},
    Look{"\x1e\xf1\xb5\xb0", "it is a private key of Microsoft's PVK kind",
         "convert it: openssl rsa -inform PVK -in FILE -out KEY"},
    Look{"\0\0\0\0cert"sv, "it is a Microsoft serialized certificate store (.sst)",
         "export the certificates as PKCS#7 (.p7b)"},
    Look{"\0\0\0\1\0\0\0\x14"sv, "it looks like a BKS keystore of Bouncy Castle",
         "convert it with keytool -importkeystore -deststoretype PKCS12"},
    Look{"\0\0\0\2\0\0\0\x14"sv, "it looks like a BKS keystore of Bouncy Castle",
         "convert it with keytool -importkeystore -deststoretype PKCS12"},
};

Error error_of(std::string_view what, std::string_view hint) {
    return {Fault::invalid, std::string{what}, std::string{hint}};
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\0"sv) == std::string_view::npos;
}

bool is_printable(std::string_view text) {
    return std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
}

}  // namespace

Error unknown_file(BytesView content) {
    const std::string_view text = as_text(content);
    if (content.empty()) return error_of("it is empty", known_formats);
    if (is_blank(text)) return error_of("there is nothing but blanks in it", known_formats);
    const std::string beginning = ascii::lower(ascii::trimmed(text.substr(0, 100)));
    for (const Look& look : looks)
        if (beginning.starts_with(look.beginning)) return error_of(look.what, look.hint);
    const auto structure = content.front() == 0x30 ? first_element(content) : std::nullopt;
    if (structure && structure->missing > 0)
        return error_of("it begins as a structure in DER and is cut off", "copy the whole file, in binary");
    if (structure) return error_of("it is a structure in DER, but none known here", known_formats);
    if (is_printable(text))
        return error_of("it is text without a PEM block",
                        "a PEM block begins with -----BEGIN and ends with -----END");
    return error_of("it is in no format known here", known_formats);
}

}  // namespace certwright::x509
