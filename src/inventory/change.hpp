#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::inventory {

/// One field that is no longer what it was; both sides as people read them.
struct Change {
    std::string field, before, after;
    bool operator==(const Change&) const = default;
};

/// What a history entry is about. `renewed` is a change that gave the certificate a new validity.
enum class ChangeKind { found, changed, renewed, missing, reappeared };
std::string_view to_string(ChangeKind kind);

/// Named values in a fixed order: the form in which two states are compared and hashed.
using Fields = std::vector<std::pair<std::string_view, std::string>>;

/// The fields that differ; both sides must have the same names in the same order.
std::vector<Change> differences(const Fields& before, const Fields& after);
/// `renewed` when the validity moved on, else `changed`.
ChangeKind kind_of(const std::vector<Change>& changes);
/// Lower-case hex SHA-256 over names and values; no two different Fields share their encoding.
std::string hash_of(const Fields& fields);
/// JSON array of {field, before, after}.
std::string to_json(const std::vector<Change>& changes);

}  // namespace certwright::inventory
