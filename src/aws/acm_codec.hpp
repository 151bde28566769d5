#pragma once

#include "aws/acm.hpp"

#include <string>
#include <string_view>

/// ACM's requests and answers as pure functions of text. Answers are read tolerantly: what is missing
/// or null is absent, what is extra is ignored, unknown values pass through. What they are about must
/// be there (the list of a listing, the ARN of a row), because a list that is silently empty would
/// look like an account without certificates. Then, and for what is no JSON object, they throw
/// Fault::invalid.
namespace certwright::aws::acm {

/// The spelling of requests for any spelling of answers: "RSA-2048", "EC_PRIME256_V1".
std::string fold_key_algorithm(std::string_view spelled);

/// Whether a listing names the origins of key pairs; services older than ACME endpoints refuse that.
enum class OriginFilter { all_origins, none };
std::string list_request(const std::string& next_token, int max_items, OriginFilter origins);
CertificatePage parse_list_page(std::string_view body);

std::string search_request(const std::string& next_token, int max_results);
SearchPage parse_search_page(std::string_view body);

/// {"CertificateArn": …}: Describe, Get and ListTags all take just that.
std::string arn_request(const std::string& arn);
CertificateDetail parse_detail(std::string_view body);
Pem parse_pem(std::string_view body);
Tags parse_tags(std::string_view body);
/// 45, AWS's own default, when the account has set none.
int parse_account_configuration(std::string_view body);

}  // namespace certwright::aws::acm
