#pragma once

#include "sandbox/acm/certificate.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox::acm {

/// What SearchCertificates sorts a certificate by: a text whose order is that of the values of the field.
std::string search_order_of(const Certificate& certificate, std::string_view sort_by);

}  // namespace certwright::sandbox::acm
