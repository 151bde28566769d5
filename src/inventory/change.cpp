#include "inventory/change.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"

#include <algorithm>

namespace certwright::inventory {

std::string_view to_string(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::found:
            return "found";
        case ChangeKind::changed:
            return "changed";
        case ChangeKind::renewed:
            return "renewed";
        case ChangeKind::missing:
            return "missing";
        case ChangeKind::reappeared:
            return "reappeared";
    }
    return "changed";
}

std::vector<Change> differences(const Fields& before, const Fields& after) {
    ensure(before.size() == after.size(), "compared fields have the same shape");
    std::vector<Change> changes;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i].second != after[i].second)
            changes.push_back({std::string{after[i].first}, before[i].second, after[i].second});
    return changes;
}

ChangeKind kind_of(const std::vector<Change>& changes) {
    // Re-imports and renewals alike replace the certificate, which its validity tells.
    const bool moved = std::any_of(changes.begin(), changes.end(), [](const Change& change) {
        return change.field == "not_before" && !change.before.empty();
    });
    return moved ? ChangeKind::renewed : ChangeKind::changed;
}

std::string hash_of(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields) {
        ((text += name) += '=') += std::to_string(value.size());
        (text += ':') += value;
    }
    return to_hex(crypto::sha256(as_bytes(text)));
}

std::string to_json(const std::vector<Change>& changes) {
    json::array list;
    for (const Change& change : changes)
        list.push_back(
            json::object{{"field", change.field}, {"before", change.before}, {"after", change.after}});
    return boost::json::serialize(list);
}

}  // namespace certwright::inventory
