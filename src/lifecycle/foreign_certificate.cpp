#include "lifecycle/foreign_certificate.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

std::optional<ForeignCertificate> foreign_to(store::Connection& connection, const PrivateKeys& keys,
                                             const CertificateId& certificate, const LiveCertificate& live) {
    const std::string& fingerprint = live.served.fingerprint_sha256;
    const auto version = connection.find(
        "SELECT number FROM certificate_versions WHERE certificate = $1 AND fingerprint_sha256 = $2",
        {certificate, fingerprint}, [](const store::Row& row) { return row.integer(0); });
    if (version) return std::nullopt;
    return ForeignCertificate{fingerprint, live.serial, live.served.not_after,
                              keys.has(connection, live.served.spki_sha256)};
}

std::string describe(const ForeignCertificate& foreign) {
    return fmt::format("serial {}{}, {}", foreign.serial,
                       foreign.not_after ? " until " + format_rfc3339(*foreign.not_after) : "",
                       foreign.is_key_held ? "whose key is held here" : "whose key is not held here");
}

}  // namespace certwright::lifecycle
