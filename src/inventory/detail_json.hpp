#pragma once

#include "aws/acm.hpp"
#include "aws/iam.hpp"

#include <string>

namespace certwright::inventory {

/// The parts of a description that only the detail page shows, as the JSON that the API answers with.
std::string detail_json(const aws::acm::CertificateDetail& detail);
std::string detail_json(const aws::iam::ServerCertificate& certificate);

}  // namespace certwright::inventory
