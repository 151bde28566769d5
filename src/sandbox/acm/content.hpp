#pragma once

#include "base/bytes.hpp"
#include "sandbox/acm/certificate.hpp"
#include "x509/certificate.hpp"

namespace certwright::sandbox::acm {

/// What DescribeCertificate tells of a parsed certificate; chain and key are the caller's to add.
Content content_of(const x509::Certificate& certificate, BytesView der);

}  // namespace certwright::sandbox::acm
