#pragma once

#include "inventory/account.hpp"
#include "lifecycle/certificate.hpp"
#include "lifecycle/deployment/served.hpp"
#include "store/connection.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// An ARN that is to serve a certificate of the repository, and what it was last seen serving.
struct ComparedArn {
    inventory::AccountId account;
    std::string deployment;  ///< empty where none keeps it
    Served served;
};

/// Those of the certificate's deployments, and those that are compared with it without one. What discovery
/// knows counts, unless the deployment has looked since.
std::vector<ComparedArn> compared_arns(store::Connection& connection, const CertificateId& certificate);

/// The certificates that an ARN in the region is compared with.
std::vector<CertificateId> compared_certificates(store::Connection& connection,
                                                 const inventory::AccountId& account,
                                                 const std::string& region);

}  // namespace certwright::lifecycle
