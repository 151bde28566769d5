#include "x509/mould.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "x509/native.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <iterator>

namespace certwright::x509 {
namespace {

using Context = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;

// X.690 section 8.1.2: identifier octets.
constexpr std::uint8_t integer = 0x02, bit_string = 0x03, octet_string = 0x04, utf8_string = 0x0c,
                       utc_time = 0x17, generalized_time = 0x18, sequence = 0x30, set_tag = 0x31,
                       dns_name = 0x82, extensions = 0xa3;
constexpr std::array<std::uint8_t, 5> common_name_type{0x06, 0x03, 0x55, 0x04, 0x03};        // 2.5.4.3
constexpr std::array<std::uint8_t, 5> alternative_names_type{0x06, 0x03, 0x55, 0x1d, 0x11};  // 2.5.29.17

/// A structure in DER, cut into its contents. `whole` has the identifier and the length too.
struct Cut {
    BytesView whole, content;
};

/// Takes the first structure off `rest`, which is known to be sound.
Cut cut(BytesView& rest) {
    std::size_t header = 2;
    std::size_t size = rest[1];
    if (size >= 0x80) {
        const std::size_t octets = size - 0x80;
        size = 0;
        for (std::size_t at = 0; at < octets; ++at) size = size << 8U | rest[2 + at];
        header += octets;
    }
    const Cut first{rest.first(header + size), rest.subspan(header, size)};
    rest = rest.subspan(header + size);
    return first;
}

Bytes copy(BytesView bytes) {
    return {bytes.begin(), bytes.end()};
}

/// X.690 section 8.1.3: definite lengths.
Bytes encode(std::uint8_t identifier, std::initializer_list<BytesView> parts) {
    std::size_t size = 0;
    for (const auto& part : parts) size += part.size();
    Bytes der{identifier};
    der.reserve(size + 6);
    if (size < 0x80) {
        der.push_back(static_cast<std::uint8_t>(size));
    } else {
        std::uint8_t octets = 1;
        while (octets < 4 && size >> (8U * octets) != 0) ++octets;
        der.push_back(0x80 | octets);
        for (std::uint8_t left = octets; left > 0; --left)
            der.push_back(static_cast<std::uint8_t>(size >> (8U * (left - 1U))));
    }
    for (const auto& part : parts) der.insert(der.end(), part.begin(), part.end());
    return der;
}

/// RFC 5280 section 4.1.2.5: UTCTime until 2049.
Bytes encode_time(Time time) {
    const auto text = fmt::format("{:%Y%m%d%H%M%SZ}", std::chrono::floor<std::chrono::seconds>(time));
    if (text < "2050") return encode(utc_time, {as_bytes(std::string_view{text}.substr(2))});
    return encode(generalized_time, {as_bytes(text)});
}

Bytes encode_subject(const std::string& common_name) {
    const auto value = encode(utf8_string, {as_bytes(common_name)});
    const auto attribute = encode(sequence, {common_name_type, value});
    const auto relative = encode(set_tag, {attribute});
    return encode(sequence, {relative});
}

Bytes encode_names(const std::vector<std::string>& names) {
    Bytes all;
    for (const auto& name : names) {
        const auto one = encode(dns_name, {as_bytes(name)});
        all.insert(all.end(), one.begin(), one.end());
    }
    const auto list = encode(sequence, {all});
    const auto value = encode(octet_string, {list});
    return encode(sequence, {alternative_names_type, value});
}

Bytes sign(BytesView content, const crypto::KeyPair& key) {
    const Context context{EVP_MD_CTX_new()};
    std::size_t size = 0;
    crypto::require(
        context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.native()) == 1 &&
            EVP_DigestSign(context.get(), nullptr, &size, content.data(), content.size()) == 1,
        "sign a certificate");
    Bytes signature(size);
    crypto::require(
        EVP_DigestSign(context.get(), signature.data(), &size, content.data(), content.size()) == 1,
        "sign a certificate");
    signature.resize(size);
    return signature;
}

}  // namespace

Mould::Mould(BytesView pattern, const crypto::KeyPair& issuer) : issuer_(issuer) {
    decode(pattern);
    BytesView certificate = cut(pattern).content;
    BytesView rest = cut(certificate).content;
    version_ = copy(cut(rest).whole);
    cut(rest);  // the serial number
    algorithm_ = copy(cut(rest).whole);
    issuer_name_ = copy(cut(rest).whole);
    cut(rest);  // the validity
    cut(rest);  // the subject
    public_key_ = copy(cut(rest).whole);
    BytesView tagged = cut(rest).content;
    BytesView list = cut(tagged).content;
    bool named = false;
    while (!list.empty()) {
        const Cut extension = cut(list);
        BytesView inside = extension.content;
        const BytesView type = cut(inside).whole;
        if (std::equal(type.begin(), type.end(), alternative_names_type.begin(),
                       alternative_names_type.end())) {
            named = true;
            continue;
        }
        Bytes& kept = named ? after_names_ : before_names_;
        kept.insert(kept.end(), extension.whole.begin(), extension.whole.end());
    }
    if (!named) throw Error{Fault::invalid, "cannot cast certificates after one without names"};
}

Bytes Mould::cast(BytesView serial, const std::vector<std::string>& names, Time not_before,
                  Time not_after) const {
    const auto from = encode_time(not_before);
    const auto until = encode_time(not_after);
    const auto list = encode(sequence, {before_names_, encode_names(names), after_names_});
    const auto body = encode(sequence, {version_, encode(integer, {serial}), algorithm_, issuer_name_,
                                        encode(sequence, {from, until}), encode_subject(names.front()),
                                        public_key_, encode(extensions, {list})});
    constexpr std::array<std::uint8_t, 1> no_unused_bits{0};
    return encode(sequence, {body, algorithm_, encode(bit_string, {no_unused_bits, sign(body, issuer_)})});
}

}  // namespace certwright::x509
