#pragma once

#include <string>
#include <string_view>

namespace certwright::sandbox::pca {

/// "10:0d" as the decimal number 4109, which is how DescribeCertificateAuthority writes serials.
std::string decimal_of(std::string_view serial);

}  // namespace certwright::sandbox::pca
