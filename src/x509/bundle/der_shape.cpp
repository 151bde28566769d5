#include "x509/bundle/der_shape.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace certwright::x509 {
namespace {

constexpr std::uint8_t integer_tag = 0x02, bit_string_tag = 0x03, octet_string_tag = 0x04,
                       object_id_tag = 0x06, sequence_tag = 0x30, octet_strings_tag = 0x24;

/// 1.2.840.113549.1.7, of which PKCS#7's kinds of content are children.
constexpr std::array<std::uint8_t, 8> pkcs7_id{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07};

bool begins_with_pkcs7(BytesView content) {
    const auto id = first_element(content);
    return id && id->tag == object_id_tag && id->content.size() == pkcs7_id.size() + 1 &&
           std::ranges::equal(id->content.first(pkcs7_id.size()), pkcs7_id);
}

/// The tags of the first five elements.
std::string tags_of(BytesView content) {
    std::string tags;
    for (auto element = first_element(content); element && tags.size() < 5;
         element = first_element(element->rest))
        tags += static_cast<char>(element->tag);
    return tags;
}

/// What a signed structure is about, by the tags of its first part.
DerShape signed_shape(BytesView to_be_signed) {
    using namespace std::string_view_literals;
    const std::string tags = tags_of(to_be_signed);
    if (tags.starts_with("\xA0\x02\x30\x30\x30"sv)) return DerShape::certificate;
    if (tags == "\x02\x30\x30\x30\x30"sv) return DerShape::certificate;  // version 1
    if (tags == "\x02\x30\x30\xA0"sv || tags == "\x02\x30\x30"sv) return DerShape::request;
    for (const auto crl : {"\x02\x30\x30\x17"sv, "\x02\x30\x30\x18"sv, "\x30\x30\x17"sv, "\x30\x30\x18"sv})
        if (tags.starts_with(crl)) return DerShape::crl;
    return DerShape::unknown;
}

DerShape shape_behind_version(const DerElement& version) {
    const auto second = first_element(version.rest);
    if (!second) return DerShape::unknown;
    switch (second->tag) {
        case integer_tag:       // PKCS#1
        case octet_string_tag:  // SEC1
            return DerShape::key;
        case sequence_tag: {
            if (begins_with_pkcs7(second->content)) return DerShape::pkcs12;
            const auto third = first_element(second->rest);
            return third && third->tag == octet_string_tag ? DerShape::key : DerShape::unknown;
        }
        default:
            return DerShape::unknown;
    }
}

DerShape shape_behind_sequence(const DerElement& first) {
    const auto second = first_element(first.rest);
    if (!second) return DerShape::unknown;
    switch (second->tag) {
        case octet_string_tag:
        case octet_strings_tag:
            return DerShape::encrypted_key;
        case bit_string_tag:
            return DerShape::public_key;
        case sequence_tag:
            return signed_shape(first.content);
        default:
            return DerShape::unknown;
    }
}

}  // namespace

std::optional<DerElement> first_element(BytesView bytes) {
    if (bytes.size() < 2 || (bytes[0] & 0x1F) == 0x1F) return std::nullopt;
    DerElement element{.tag = bytes[0], .content = {}, .rest = {}};
    std::size_t length = bytes[1];
    bytes = bytes.subspan(2);
    if (length == 0x80) {
        element.content = bytes;
        return element;
    }
    if (length > 0x80) {
        const std::size_t digits = length - 0x80;
        if (digits > 4 || digits > bytes.size()) return std::nullopt;
        length = 0;
        for (const std::uint8_t digit : bytes.first(digits)) length = length << 8 | digit;
        bytes = bytes.subspan(digits);
    }
    element.missing = length - std::min(length, bytes.size());
    element.content = bytes.first(length - element.missing);
    element.rest = bytes.subspan(element.content.size());
    return element;
}

DerShape shape_of(BytesView der) {
    const auto whole = first_element(der);
    if (!whole || whole->tag != sequence_tag) return DerShape::unknown;
    const auto first = first_element(whole->content);
    if (!first) return DerShape::unknown;
    switch (first->tag) {
        case object_id_tag:
            return begins_with_pkcs7(whole->content) ? DerShape::pkcs7 : DerShape::unknown;
        case integer_tag:
            return shape_behind_version(*first);
        case sequence_tag:
            return shape_behind_sequence(*first);
        default:
            return DerShape::unknown;
    }
}

}  // namespace certwright::x509
