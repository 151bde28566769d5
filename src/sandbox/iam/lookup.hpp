#pragma once

#include "sandbox/iam/server_certificate.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox::iam {

/// The certificate that the request names, in whatever case. Throws ServiceError NoSuchEntity.
ServerCertificate& require_server_certificate(const Call& call, const boost::json::object& input);

/// Throws ServiceError EntityAlreadyExists when the account has a certificate of that name under any path.
void require_free_name(const Call& call, const std::string& name);

/// "arn:aws:iam::123456789012:server-certificate/path/name"
std::string server_certificate_arn(const Account& account, std::string_view path, std::string_view name);

/// The structure ServerCertificateMetadata.
boost::json::object metadata_of(const ServerCertificate& certificate);

}  // namespace certwright::sandbox::iam
