#pragma once

#include "lifecycle/deployment/refusal.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

using Tags = std::map<std::string, std::string>;

/// The tag of everything that Certwright imports: the id of the deployment that wanted it. When the reply to
/// an import is lost, it is how the certificate is found again instead of being imported twice.
inline constexpr std::string_view deployment_tag = "certwright:deployment";

/// What AWS refuses of tags that users want on an import, beside which deployment_tag is to have room: at
/// most 50 in all, keys of 1 to 128 and values of at most 256 characters, of letters, digits, spaces and
/// _.:/=+-@, no key that begins with "aws:" (API reference: ImportCertificate Tags, Tag; IAM has the same
/// limits: UploadServerCertificate). The user guide once had 127 and 255; the API's own figures are newer.
std::vector<Refusal> tag_refusals(const Tags& tags);

}  // namespace certwright::lifecycle
