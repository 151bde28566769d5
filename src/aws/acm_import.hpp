#pragma once

#include "aws/acm.hpp"
#include "base/secret.hpp"

#include <string>
#include <vector>

/// What changes certificates in ACM, but for requests.
namespace certwright::aws::acm {

/// What ImportCertificate takes.
struct Import {
    std::string certificate;    ///< PEM, one
    std::string chain;          ///< PEM, its issuer first; empty for none
    const Secret& private_key;  ///< PEM, not encrypted
    std::string arn;            ///< of the imported certificate to be replaced; empty for a new one
    Tags tags;                  ///< of a new one only: AWS refuses them otherwise
};

/// The ARN. ACM does not notice a second import of the same certificate but gives it another ARN: so nothing
/// is repeated that AWS may have seen. Of a failure ask may_have_happened(), and look before trying again.
Outcome<std::string> import_certificate(Client& client, const std::string& region, const Import& import,
                                        const CallContext& context);

/// One that is not there is deleted. FailureKind::conflict while something uses it, and for a while after
/// that.
Outcome<Done> delete_certificate(Client& client, const std::string& region, const std::string& arn,
                                 const CallContext& context);

/// Adds tags, or gives them other values.
Outcome<Done> add_tags(Client& client, const std::string& region, const std::string& arn, const Tags& tags,
                       const CallContext& context);
/// Whatever their values are.
Outcome<Done> remove_tags(Client& client, const std::string& region, const std::string& arn,
                          const std::vector<std::string>& keys, const CallContext& context);

}  // namespace certwright::aws::acm
