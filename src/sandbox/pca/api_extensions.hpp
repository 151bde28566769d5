#pragma once

#include "x509/template.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::pca {

/// The Extensions of an ApiPassthrough put into what is not fixed yet; `taken` are the OIDs that are. Throws
/// ServiceError InvalidArgsException for what the sandbox does not write.
void add_api_extensions(x509::CertificateTemplate& described, const boost::json::object& extensions,
                        std::vector<std::string>& taken);

/// x509's words for the KeyUsage structure.
std::vector<std::string> key_usages_of(const boost::json::object& usage);

/// Of extensions that have fields in a template (RFC 5280 section 4.2.1).
namespace oid {
constexpr auto subject_key_id = "2.5.29.14";
constexpr auto key_usage = "2.5.29.15";
constexpr auto alternative_names = "2.5.29.17";
constexpr auto basic_constraints = "2.5.29.19";
constexpr auto crl_locations = "2.5.29.31";
constexpr auto policies = "2.5.29.32";
constexpr auto authority_key_id = "2.5.29.35";
constexpr auto extended_key_usage = "2.5.29.37";
}  // namespace oid

}  // namespace certwright::sandbox::pca
