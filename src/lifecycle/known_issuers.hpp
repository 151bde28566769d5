#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "store/database.hpp"
#include "x509/certificate.hpp"

#include <string>
#include <vector>

/// Certificates of authorities that the repository has seen: brought as a certificate, in somebody's chain,
/// made here, or fetched. Nobody is trusted because of it: whoever uses one checks that it made the
/// signature.
namespace certwright::lifecycle {

/// Remembers those of `certificates` that are authorities, and returns those that were not known before.
/// `fetched_from` is the URL; empty for what was not fetched.
std::vector<x509::Certificate> remember_issuers(store::Transaction& transaction,
                                                const std::vector<Bytes>& certificates, Time now,
                                                const std::string& fetched_from = {});

/// By which an index finds a subject or an issuer: its first 200 characters.
std::string subject_key(const std::string& subject);

/// In DER, those whose subject is `name`, as x509::Certificate has it; at most 50.
std::vector<Bytes> known_issuers(store::Connection& connection, const std::string& name);

}  // namespace certwright::lifecycle
