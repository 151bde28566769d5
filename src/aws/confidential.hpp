#pragma once

#include "aws/failure.hpp"
#include "base/secret.hpp"

#include <string_view>

/// Private keys on their way to AWS: spelled as requests need them without leaving copies, and kept out of
/// what comes back.
namespace certwright::aws {

/// RFC 4648 section 4.
Secret base64_of(const Secret& secret);
/// RFC 3986 section 2, as in forms.
Secret percent_encoded(const Secret& secret);

/// Whether `text` repeats a part of the private key, in PEM, as it is or as requests spell it.
bool repeats(std::string_view text, const Secret& private_key);

/// AWS quotes what it refuses, and proxies and emulators quote more: a failure whose words repeat a part of
/// the key says only that.
Failure without_key(Failure failure, const Secret& private_key);

}  // namespace certwright::aws
