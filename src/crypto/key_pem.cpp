#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/pem.hpp"
#include "base/utf8.hpp"
#include "crypto/failure.hpp"
#include "crypto/key_decryption.hpp"
#include "crypto/key_limits.hpp"
#include "crypto/key_pair.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace certwright::crypto {
namespace {

constexpr std::size_t max_base64_size = 4 * private_key_kind.max_size;

constexpr std::array known_labels{"PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY",
                                  "EC PRIVATE KEY"};

bool holds_private_key(const PemBlock& block) {
    return block.label.find("PRIVATE KEY") != std::string_view::npos;
}

void check_label(std::string_view label) {
    for (const std::string_view known : known_labels)
        if (label == known) return;
    throw Error{Fault::invalid, fmt::format("cannot read a private key of the kind {}", in_quotes(label)),
                label == "OPENSSH PRIVATE KEY" ? "convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY"
                                               : "convert it to PKCS#8 with openssl"};
}

[[noreturn]] void refuse_text_without_key(std::string_view other_label) {
    throw Error{Fault::invalid,
                other_label.empty()
                    ? "the text holds no private key"
                    : fmt::format("the text holds no private key, but {}", in_quotes(other_label)),
                "it must contain -----BEGIN PRIVATE KEY----- and its END line"};
}

/// The only private key among the blocks.
PemBlock key_block(std::string_view pem) {
    std::optional<PemBlock> found;
    std::string_view other_label;
    for (auto block = next_pem_block(pem); block; block = next_pem_block(block->rest)) {
        if (!holds_private_key(*block)) {
            other_label = block->label;
            continue;
        }
        if (found)
            throw Error{Fault::invalid, "the text holds more than one private key", "give one private key"};
        found = block;
    }
    if (!found) refuse_text_without_key(other_label);
    check_label(found->label);
    if (!found->ended)
        throw Error{Fault::invalid, "cannot read the private key: it has no END line",
                    "give the whole block"};
    return *found;
}

/// Like from_base64, into memory that is wiped.
Secret decode_private_base64(std::string_view text) {
    if (text.size() > max_base64_size)
        throw Error{Fault::invalid, fmt::format("cannot read the private key: {} characters are more than {}",
                                                text.size(), max_base64_size)};
    const Handle<EVP_ENCODE_CTX, EVP_ENCODE_CTX_free> context{EVP_ENCODE_CTX_new()};
    require(context != nullptr, "prepare to decode base64");
    std::string bytes(text.size(), '\0');
    auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
    int size = 0;
    int rest = 0;
    EVP_DecodeInit(context.get());
    const bool decoded = text.find('-') == std::string_view::npos &&  // OpenSSL takes a hyphen for the end
                         EVP_DecodeUpdate(context.get(), out, &size, as_bytes(text).data(),
                                          static_cast<int>(text.size())) >= 0 &&
                         EVP_DecodeFinal(context.get(), out + size, &rest) == 1;
    const Secret whole{std::move(bytes)};  // wiped also when it is malformed
    if (!decoded)
        throw Error{Fault::invalid, "cannot read the private key: malformed base64",
                    "give the block as it stands in its file"};
    return Secret{std::string{whole.reveal().substr(0, static_cast<std::size_t>(size + rest))}};
}

/// The body of a block: base64, and in front of it the headers of RFC 1421 with an empty line, if any.
struct Body {
    std::string headers;  ///< lines with line feeds only
    std::string_view base64;
};

Body split(std::string_view body) {
    Body parts{.headers = {}, .base64 = body};
    if (body.find(':') == std::string_view::npos) return parts;
    parts.base64.remove_prefix(std::min(body.find_first_not_of("\r\n"), body.size()));
    while (!parts.base64.empty()) {
        const auto end = std::min(parts.base64.find('\n'), parts.base64.size());
        std::string_view line = parts.base64.substr(0, end);
        parts.base64.remove_prefix(std::min(end + 1, parts.base64.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) break;
        parts.headers.append(line).append("\n");
    }
    return parts;
}

}  // namespace

KeyPair KeyPair::from_pem(std::string_view pem, const std::optional<Secret>& password) {
    if (pem.size() > max_pem_size)
        throw Error{Fault::invalid, fmt::format("cannot read a PEM text of {} bytes: the limit is {}",
                                                pem.size(), max_pem_size)};
    const Body body = split(key_block(pem).body);
    const Secret der = decode_private_base64(body.base64);
    if (body.headers.empty()) return from_der(as_bytes(der.reveal()), password);
    const Secret opened = decrypt_traditional(body.headers, der, password);
    return from_der(as_bytes(opened.reveal()), password);
}

}  // namespace certwright::crypto
