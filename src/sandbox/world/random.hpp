#pragma once

#include <string>
#include <string_view>

namespace certwright::sandbox {

/// RFC 9562 version 4.
std::string random_uuid();
/// `count` characters of `alphabet`.
std::string random_text(std::size_t count, std::string_view alphabet);
/// "ASIA" and 16 characters, as IAM names its things.
std::string random_iam_id(std::string_view prefix);

}  // namespace certwright::sandbox
