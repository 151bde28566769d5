#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace certwright::vault {

/// Associated data out of several texts: `kind`, a line feed, then each text as its length in bytes
/// (8 bytes, big-endian) and its bytes, so that different lists never look alike.
std::string associated_data(std::string_view kind, std::initializer_list<std::string_view> texts);

/// What the data key of a secret is bound to. The time of the secret is left to the secret itself, so
/// that only the wrapping changes when the master key does.
std::string key_context(std::string_view owner, std::string_view field);

}  // namespace certwright::vault
