#pragma once

#include "aws/iam.hpp"
#include "base/secret.hpp"

#include <string>

/// What changes server certificates in IAM. They cannot be replaced: upload under a new name, move what uses
/// the old one, delete that.
namespace certwright::aws::iam {

struct Upload {
    std::string name;           ///< unique in the account, whatever the path
    std::string path = "/";     ///< "/cloudfront/…/" for CloudFront
    std::string certificate;    ///< PEM, one
    std::string chain;          ///< PEM, the root last; empty for none
    const Secret& private_key;  ///< PEM, not encrypted
    acm::Tags tags;
};

/// Never repeated once AWS may have seen it: see acm::import_certificate. FailureKind::conflict when the name
/// is taken, which an upload whose reply was lost may itself have done.
Outcome<ServerCertificate> upload_server_certificate(Client& client, const Upload& upload,
                                                     const CallContext& context);
/// Gives it another name; its id stays, its ARN changes. Not repeated either: the old name is gone then.
Outcome<Done> rename_server_certificate(Client& client, const std::string& name, const std::string& new_name,
                                        const CallContext& context);
/// One that is not there is deleted. FailureKind::conflict while something uses it.
Outcome<Done> delete_server_certificate(Client& client, const std::string& name, const CallContext& context);
/// Adds tags, or gives them other values.
Outcome<Done> tag_server_certificate(Client& client, const std::string& name, const acm::Tags& tags,
                                     const CallContext& context);

}  // namespace certwright::aws::iam
