#pragma once

#include "sandbox/pca/store.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox::pca {

/// The ARN that the same request with the same IdempotencyToken made within the last five minutes, which is
/// as long as Private CA remembers ("IssueCertificate", "CreateCertificateAuthority"); empty otherwise.
/// `operation` keeps the tokens of different operations apart.
std::string recalled_arn(Store& store, const std::string& operation, const boost::json::object& input,
                         Time now);
/// Does nothing for a request without a token.
void remember_arn(Store& store, const std::string& operation, const boost::json::object& input,
                  const std::string& arn, Time now);

}  // namespace certwright::sandbox::pca
