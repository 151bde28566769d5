#pragma once

#include "sandbox/acm/certificate.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::acm {

/// What an import brings, after every check that ACM makes of it.
struct Imported {
    Content content;
    std::string domain_name;
    std::vector<std::string> names;
    std::string key_algorithm;
};

/// Checks certificate, key and chain ("Prerequisites for importing certificates", "Certificate and key format
/// for importing"). Throws ServiceError ValidationException.
Imported read_import(const boost::json::object& input, Time now);

/// What a new content may not change of the old one: kind of key, and usages that would be lost. Throws
/// ServiceError.
void check_reimport(const Certificate& old, const Imported& fresh);

}  // namespace certwright::sandbox::acm
