#include "crypto/key_block.hpp"

#include "base/ascii.hpp"
#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <limits>

namespace certwright::crypto {

Secret decode_private_base64(std::string_view text) {
    if (text.size() > std::numeric_limits<int>::max())
        throw Error{Fault::invalid, fmt::format("cannot decode {} characters of base64", text.size())};
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

KeyBlock decode_key_block(std::string_view body) {
    constexpr std::size_t max_size = 64 * 1024;
    if (body.size() > max_size)
        throw Error{Fault::invalid, fmt::format("cannot read the private key: {} characters are more than {}",
                                                body.size(), max_size)};
    KeyBlock block;
    if (body.find(':') == std::string_view::npos) {
        block.content = decode_private_base64(body);
        return block;
    }
    body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        const std::string_view line = ascii::trimmed(body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.empty()) break;
        if (line.find('\r') != std::string_view::npos)
            throw Error{Fault::invalid, "cannot read the private key: a carriage return within a header",
                        "give the block as it stands in its file"};
        block.headers.append(line).append("\n");
    }
    block.content = decode_private_base64(body);
    return block;
}

}  // namespace certwright::crypto
