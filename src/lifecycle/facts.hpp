#pragma once

#include "lifecycle/certificate.hpp"
#include "x509/certificate.hpp"

namespace certwright::lifecycle {

Facts facts_of(const x509::Certificate& certificate);

}  // namespace certwright::lifecycle
