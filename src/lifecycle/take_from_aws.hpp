#pragma once

#include "inventory/aws_certificate.hpp"
#include "lifecycle/intake.hpp"
#include "lifecycle/sync_states.hpp"

#include <string>

namespace certwright::lifecycle {

struct FromAwsWish {
    std::string name;  ///< of a new certificate; empty for its own name
    std::string
        certificate;      ///< name or id of the one that it is to be the current version of; empty for none
    bool anyway = false;  ///< also where it has expired, or has nothing in common with that one
};

/// Takes what AWS serves under an ARN into the repository, as discovery fetched it, and compares the two from
/// then on. A private key that only AWS has does not come along. Throws Fault::not_found while discovery has
/// not fetched the certificate, Fault::conflict when the name is taken, and Fault::invalid with the rule
/// (succession.hpp) for what should not become the current version.
TakenIn take_from_aws(store::Transaction& transaction, Repository& repository, Requests& requests,
                      SyncStates& sync_states, const inventory::AwsCertificate& source,
                      const FromAwsWish& wish, const inventory::Actor& actor, Time now);

}  // namespace certwright::lifecycle
