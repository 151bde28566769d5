#pragma once

#include "base/bytes.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <vector>

/// Certificates as PEM, leaf or authority, each kept once however many AWS certificates and versions hold it.
namespace certwright::inventory {

/// Returns the SHA-256 under which it is kept.
std::string keep_certificate(store::Transaction& transaction, BytesView der);
/// The fingerprints as a JSON array, in the order of the chain.
std::string keep_chain(store::Transaction& transaction, const std::vector<Bytes>& chain);

std::optional<std::string> find_pem(store::Connection& connection, const std::string& fingerprint_sha256);
/// Of a chain as keep_chain wrote it.
std::vector<std::string> chain_pems(store::Connection& connection, const std::string& chain);

}  // namespace certwright::inventory
