#pragma once

#include "aws/iam.hpp"

#include <string>
#include <string_view>

/// IAM's requests (form-encoded) and answers (XML) as pure functions of text. Tolerant like the ACM
/// codec; they throw Fault::invalid for what is not the expected answer.
namespace certwright::aws::iam {

std::string list_request(const std::string& marker);
ServerCertificatePage parse_list_page(std::string_view xml);

std::string name_request(const std::string& name, const std::string& marker = {});
ServerCertificateDetail parse_detail(std::string_view xml);

/// The answer to UploadServerCertificate.
ServerCertificate parse_uploaded(std::string_view xml);

struct TagPage {
    acm::Tags tags;
    std::string marker;  ///< empty on the last page
};
TagPage parse_tag_page(std::string_view xml);

AccountSummary parse_account_summary(std::string_view xml);

}  // namespace certwright::aws::iam
