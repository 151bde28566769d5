#include "sandbox/acm/forget.hpp"

namespace certwright::sandbox::acm {

void forget(Store& store, const std::string& arn) {
    const auto found = store.certificates.find(arn);
    if (found == store.certificates.end()) return;
    store.waiting.erase(arn);
    store.by_creation.erase({found->second.created_at, arn});
    store.certificates.erase(found);
}

}  // namespace certwright::sandbox::acm
