#pragma once

#include "sandbox/iam/server_certificate.hpp"
#include "sandbox/world/settings.hpp"

#include <optional>
#include <string>

namespace certwright::sandbox::iam {

/// `user` is the ARN of what presents the certificate.
void take_into_use(ServerCertificate& certificate, const std::string& user);

/// Ends a use; for Settings::release_delay it still keeps the certificate from being deleted.
void end_use(ServerCertificate& certificate, const std::string& user, const Settings& settings, Time now);

/// Somebody who uses it, or did a short while ago.
std::optional<std::string> user_of(const ServerCertificate& certificate, Time now);

}  // namespace certwright::sandbox::iam
