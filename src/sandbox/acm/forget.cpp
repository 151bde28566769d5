#include "sandbox/acm/forget.hpp"

#include <algorithm>

namespace certwright::sandbox::acm {

void forget(Store& store, const std::string& arn) {
    const auto found = store.certificates.find(arn);
    if (found == store.certificates.end()) return;
    store.waiting.erase(arn);
    const auto [first, last] = store.by_creation.equal_range(found->second.created_at);
    const auto entry = std::find_if(first, last, [&](const auto& row) { return row.second == arn; });
    if (entry != last) store.by_creation.erase(entry);
    store.certificates.erase(found);
}

}  // namespace certwright::sandbox::acm
