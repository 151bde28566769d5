#pragma once

#include "base/bytes.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox {

/// RFC 9562 version 4.
std::string random_uuid();
/// The same of sixteen bytes that somebody else drew.
std::string uuid_of(Bytes bytes);
/// `count` characters of `alphabet`.
std::string random_text(std::size_t count, std::string_view alphabet);
/// "ASIA" and 16 characters, as IAM names access keys.
std::string random_iam_id(std::string_view prefix);
/// "AROA" and 17 characters, as IAM names everything else ("Unique identifiers" in the IAM user guide).
std::string random_unique_id(std::string_view prefix);

}  // namespace certwright::sandbox
