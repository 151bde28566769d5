#include "sandbox/acm/idempotency.hpp"

#include <chrono>

namespace certwright::sandbox::acm {
namespace {

constexpr Duration remembered = std::chrono::hours{1};

}  // namespace

const TokenUse* recall(Store& store, const std::string& token, Time now) {
    std::erase_if(store.tokens, [&](const auto& entry) { return entry.second.at + remembered <= now; });
    const auto found = store.tokens.find(token);
    return found == store.tokens.end() ? nullptr : &found->second;
}

void remember(Store& store, const std::string& token, TokenUse use) {
    store.tokens.insert_or_assign(token, std::move(use));
}

}  // namespace certwright::sandbox::acm
