#pragma once

#include "base/time.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace certwright::inventory {

/// Writes what one value of one property of a filter asks for, as a condition over `aws_certificates c`.
/// The values that a condition names by their numbers are appended to `values`.
///
/// With a connection to PostgreSQL, what its statistics cannot tell is looked up first: whether a text is in
/// few names, whose certificates are then named outright, or in many, which a walk along the order soon
/// meets; and which issuers have a text in their names.
class CertificateCondition {
  public:
    CertificateCondition(Time now, store::Values& values, store::Connection* connection = nullptr)
        : now_(now), values_(values), connection_(connection) {}

    /// Throws Fault::invalid for a value that cannot be meant.
    std::string of(const std::string& property, const std::string& value);

  private:
    std::string bind(store::Value value);
    std::string contains(std::string_view expression, const std::string& text);
    std::string starts_with(std::string_view column, const std::string& prefix);
    std::string of_account(const std::string& value);
    std::string of_name(const std::string& value);
    std::string of_covers(const std::string& value);
    std::string of_tag(const std::string& value);
    std::string of_issuer(const std::string& value);
    std::string of_sync_state(const std::string& value);
    std::string of_text(const std::string& value);
    std::string names_holding(const std::string& name);
    std::string places_holding(const std::string& text);
    std::string among(std::string (CertificateCondition::*certificates)(const std::string&),
                      const std::string& text, std::string_view when_many);

    Time now_;
    store::Values& values_;
    store::Connection* connection_;
};

/// The names that stand for a host in a certificate, RFC 6125 section 6.4.3: itself, and the wildcard
/// in place of exactly its left-most label.
std::pair<std::string, std::string> names_covering(const std::string& host);

}  // namespace certwright::inventory
