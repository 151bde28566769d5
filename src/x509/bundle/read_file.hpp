#pragma once

#include "base/secret.hpp"
#include "x509/bundle/material.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace certwright::x509 {

/// In bytes: two hundred CA certificates in PEM have half a megabyte.
inline constexpr std::size_t max_file_size = 10 * 1024 * 1024;

enum class FileFormat {
    pem,
    der_certificate,
    der_key,
    der_request,
    pkcs7,   ///< .p7b, .p7c
    pkcs12,  ///< .p12, .pfx, keystores of Java since 9
    jks,
    jceks,
};

/// The format by the file's bytes; of text without PEM blocks that is base64, what it stands for. Nothing for
/// what is no format known here.
std::optional<FileFormat> format_of(BytesView content);

struct ReadLimits {
    /// Iterations of PBKDF2 for all passwords on all that is encrypted: about ten seconds of one processor.
    std::int64_t work = 10'000'000;
};

/// Takes out of one file every certificate, private key and request that is in it. `name` is for messages.
/// `passwords` are tried in order, on the file and on each key in it, and no password and the empty one too.
/// Also taken: PEM as UTF-16, with byte order marks, indented, or with its line ends written as \n; and
/// base64 of any format. Throws Fault::invalid when there is nothing at all that can be used, saying what the
/// file looks like instead, and for more than 10 MiB.
Material read_file(BytesView content, std::string_view name, const std::vector<Secret>& passwords = {},
                   const ReadLimits& limits = {});

}  // namespace certwright::x509
