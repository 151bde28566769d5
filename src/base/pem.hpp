#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright {

/// Far beyond any chain in use: ACM takes 2 MiB.
inline constexpr std::size_t max_pem_size = 2 * 1024 * 1024;

/// One block of a PEM text (RFC 7468).
struct PemBlock {
    std::string_view label;  ///< "CERTIFICATE"
    std::string_view body;   ///< between the BEGIN and END lines; with the headers of RFC 1421, if any
    std::string_view rest;   ///< what follows the block
    bool ended = false;      ///< whether it has its END line
};

/// The first block of whatever kind; text around blocks is nobody's.
std::optional<PemBlock> next_pem_block(std::string_view text);

/// The block of that label with lines of 64 characters. Not for private keys: it leaves copies behind.
std::string to_pem(std::string_view label, BytesView der);

}  // namespace certwright
