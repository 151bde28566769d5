#pragma once

#include "sandbox/iam/server_certificate.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <string_view>

namespace certwright::sandbox::iam {

/// Server certificates of one account. Names are unique whatever their path, and whatever their case.
struct Store {
    std::map<std::string, ServerCertificate, std::less<>> server_certificates;  ///< by key_of() its name

    static std::string key_of(std::string_view name);
};
BOOST_DESCRIBE_STRUCT(Store, (), (server_certificates))

}  // namespace certwright::sandbox::iam
