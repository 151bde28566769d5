#pragma once

#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>

namespace certwright::sandbox {

/// Which certificates somebody wants to see; what is empty does not count.
struct CertificateQuery {
    std::string search;  ///< a part of a name or of the ARN
    std::string account, region, status, type;
    std::optional<bool> in_use;
    std::string sort = "domain_name";  ///< or status, type, not_after, created_at
    bool descending = false;
    std::size_t offset = 0, limit = 100;
};

/// One page of the certificates of all accounts, and how many match. Throws Fault::invalid for an order that
/// there is not.
boost::json::object certificates_report(World& world, const CertificateQuery& query);

/// Everything about one but its private key. Throws Fault::not_found.
boost::json::object certificate_report(World& world, const std::string& arn);

}  // namespace certwright::sandbox
