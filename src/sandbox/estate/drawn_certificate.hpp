#pragma once

#include "sandbox/acm/certificate.hpp"
#include "sandbox/estate/dice.hpp"
#include "sandbox/estate/foundry.hpp"

#include <string>
#include <vector>

namespace certwright::sandbox {

/// Where certificates are drawn for.
struct DrawnPlace {
    std::string partition, account_id, region;
    std::size_t private_authority;  ///< of the foundry
    std::string authority_arn;      ///< of the account's private CA there
};

/// A certificate that somebody owns outside of AWS, to be imported in several places.
struct DrawnImport {
    std::vector<std::string> names;
    std::string key_algorithm;
    acm::Content content;
    std::map<std::string, std::string> tags;
};
/// One in eight has expired.
DrawnImport draw_import(const Foundry& foundry, Dice& dice, Time now);

/// A certificate as it might be found at a place at `now`: of any type and status, some of them copies out of
/// `deck`.
acm::Certificate draw_certificate(const DrawnPlace& place, const std::vector<DrawnImport>& deck,
                                  const Foundry& foundry, Dice& dice, Time now);

}  // namespace certwright::sandbox
