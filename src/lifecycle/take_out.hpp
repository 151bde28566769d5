#pragma once

#include "base/secret.hpp"
#include "lifecycle/repository.hpp"

#include <string>
#include <string_view>

/// How certificates leave the repository as files.
namespace certwright::lifecycle {

enum class ExportFormat { pem, pem_chain, pem_full, der, pkcs7, pkcs12, pkcs12_legacy, jks };
/// "pem", "pem_chain", "pem_full", …
std::string_view to_string(ExportFormat format);
/// Throws Fault::invalid, listing the formats.
ExportFormat parse_export_format(std::string_view text);

struct ExportWish {
    ExportFormat format = ExportFormat::pem_full;
    Secret password;        ///< of PKCS#12 and JKS; of a PEM with its key too, which is plain without one
    bool with_key = false;  ///< only PEM, PKCS#12 and JKS can hold it
};

struct ExportedFile {
    Secret content;  ///< bytes; secret because a key may be in it
    std::string name, content_type;
};

/// Of one version. Throws Fault::invalid when the format cannot hold what is wished or needs a password, and
/// Fault::not_found when the repository does not hold the key.
ExportedFile take_out(store::Connection& connection, const PrivateKeys& keys, const Certificate& certificate,
                      const Version& version, const ExportWish& wish, Time now);

/// A name that every file system takes, for a certificate that may be called after a wildcard.
std::string file_name(const std::string& name, std::string_view extension);

}  // namespace certwright::lifecycle
