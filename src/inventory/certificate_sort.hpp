#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certwright::inventory {

/// The order of a list of AWS certificates. Every order ends with the id, so that it is total and a
/// cursor can continue from any row.
struct CertificateSort {
    enum class Direction { ascending, descending };
    std::string field = "not_after";
    Direction direction = Direction::ascending;

    static const std::vector<std::string_view>& fields();
    /// `field` or `-field` for descending. Throws Fault::invalid, listing the fields.
    static CertificateSort parse(std::string_view text);

    /// The SQL expression over `aws_certificates c` (and `accounts a`), written as its index has it.
    std::string expression() const;
    /// What follows FROM where the expression is used, up to the condition that the caller adds.
    std::string_view source() const;
    /// Whether the expression is a number; else it is text.
    bool is_numeric() const;
};

}  // namespace certwright::inventory
