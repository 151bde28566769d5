#pragma once

#include "sandbox/wire/pattern.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

struct Shape;

enum class Kind { structure, list, map, text, integer, real, boolean, blob, timestamp };
enum class TimestampFormat { unset, iso8601, epoch, rfc822 };
/// Where a member of an HTTP-bound structure travels; the others are in the body.
enum class Location { body, uri, query, header, status_code };

/// A member of a structure, the element of a list, the key or value of a map.
struct Member {
    std::string name;
    const Shape* shape = nullptr;
    bool required = false;
    std::string location_name;  ///< what the wire calls it; empty when it is the name
    std::string query_name;     ///< EC2's own name in requests
    Location location = Location::body;
    bool flattened = false;
    bool xml_attribute = false;
    std::string xml_namespace;

    const std::string& wire_name() const { return location_name.empty() ? name : location_name; }
};

/// What a service model says of one type: botocore's service-2.json, section "shapes".
struct Shape {
    std::string name;
    Kind kind = Kind::structure;
    std::vector<Member> members;     ///< of a structure, in the model's order
    Member element;                  ///< of a list, and the value of a map
    Member key;                      ///< of a map
    std::optional<double> min, max;  ///< of a number, of a text's characters, of a blob's bytes, of a list
    std::optional<Pattern> pattern;
    std::vector<std::string> values;  ///< of an enumeration, in the model's order
    TimestampFormat timestamp_format = TimestampFormat::unset;
    bool flattened = false;
    bool sensitive = false;
    bool is_union = false;
    std::string payload;  ///< the member that is the whole body
    std::string xml_namespace;

    bool is_error = false;
    std::string error_code;  ///< what the wire calls it
    int error_status = 400;
    bool sender_fault = true;

    const Member* find(std::string_view member) const {
        for (const auto& candidate : members) {
            if (candidate.name == member) return &candidate;
        }
        return nullptr;
    }

    /// The same of an answer, to have a member that the shape lacks is a bug: Fault::internal.
    const Member& at(std::string_view member) const;
};

}  // namespace certwright::sandbox
