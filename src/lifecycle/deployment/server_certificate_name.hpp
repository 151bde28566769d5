#pragma once

#include <string>
#include <string_view>

namespace certwright::lifecycle {

/// The name that a version of a certificate gets in IAM. IAM cannot replace a server certificate, so that
/// each version has a name of its own; a version always gets the same one, so that IAM itself refuses it
/// twice. Of the pattern [\w+=,.@-]{1,128} (API reference, UploadServerCertificate): what does not fit
/// becomes "-".
std::string server_certificate_name(std::string_view certificate_name, std::string_view fingerprint_sha256);
/// The beginning of the version's fingerprint, as such a name ends with it; empty for another name.
std::string_view version_in_name(std::string_view server_certificate_name);

}  // namespace certwright::lifecycle
