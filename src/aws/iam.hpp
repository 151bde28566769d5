#pragma once

#include "aws/acm.hpp"
#include "aws/client.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// IAM server certificates: a global service, asked in the partition's signing region.
namespace certwright::aws::iam {

struct ServerCertificate {
    std::string arn, id, name, path;
    std::optional<Time> uploaded_at, expires_at;
};

struct ServerCertificatePage {
    std::vector<ServerCertificate> rows;
    std::string marker;  ///< empty on the last page
};

struct ServerCertificateDetail {
    ServerCertificate metadata;
    acm::Pem pem;
    acm::Tags tags;
};

/// What follows the last slash of arn:…:server-certificate/PATH/NAME.
std::string name_in_arn(const std::string& arn);

/// What GetAccountSummary tells of server certificates.
struct AccountSummary {
    std::int64_t server_certificates_quota = 0;  ///< how many the account may hold
};

Outcome<ServerCertificatePage> list_server_certificates(Client& client, const std::string& marker,
                                                        const CallContext& context);
Outcome<ServerCertificateDetail> get_server_certificate(Client& client, const std::string& name,
                                                        const CallContext& context);
Outcome<acm::Tags> list_server_certificate_tags(Client& client, const std::string& name,
                                                const CallContext& context);
Outcome<AccountSummary> get_account_summary(Client& client, const CallContext& context);

}  // namespace certwright::aws::iam
