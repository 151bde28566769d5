#pragma once

#include "aws/service_quotas.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Service Quotas' requests and answers as pure functions of text. Tolerant like the ACM codec; they throw
/// Fault::invalid for what is not the expected answer.
namespace certwright::aws::service_quotas {

std::string list_request(const std::string& service, const std::string& next_token);

struct QuotaPage {
    std::vector<Quota> rows;
    std::string next_token;  ///< empty on the last page
};
/// A row without a value is left out: AWS gives an ErrorReason in its place.
QuotaPage parse_list_page(std::string_view body);

}  // namespace certwright::aws::service_quotas
