#include "base/error.hpp"
#include "base/pem.hpp"
#include "base/utf8.hpp"
#include "crypto/key_block.hpp"
#include "crypto/key_decryption.hpp"
#include "crypto/key_pair.hpp"
#include "crypto/key_reading.hpp"

#include <fmt/format.h>

#include <array>

namespace certwright::crypto {
namespace {

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

KeyBlock read_block(std::string_view pem) {
    if (pem.size() > max_pem_size)
        throw Error{Fault::invalid, fmt::format("cannot read a PEM text of {} bytes: the limit is {}",
                                                pem.size(), max_pem_size)};
    return decode_key_block(key_block(pem).body);
}

}  // namespace

KeyPair KeyPair::from_pem(std::string_view pem, const std::optional<Secret>& password) {
    const KeyBlock block = read_block(pem);
    if (block.headers.empty()) return from_der(as_bytes(block.content.reveal()), password);
    const Secret opened = decrypt_traditional(block.headers, block.content, password);
    return from_der(as_bytes(opened.reveal()), password);
}

KeyPair KeyPair::from_own_pem(std::string_view pem) {
    return KeyPair{read_key(as_bytes(read_block(pem).content.reveal()), std::nullopt)};
}

}  // namespace certwright::crypto
