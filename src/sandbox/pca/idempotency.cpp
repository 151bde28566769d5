#include "sandbox/pca/idempotency.hpp"

#include "base/json.hpp"
#include "crypto/digest.hpp"

namespace certwright::sandbox::pca {
namespace {

constexpr Duration token_life = std::chrono::minutes{5};

std::string token_key(const std::string& operation, const json::object& input) {
    return operation + "/" + json::text(input, "IdempotencyToken").value_or("");
}

/// Blobs in the input are bytes and no UTF-8, which serializing does not mind.
std::string input_digest(const json::object& input) {
    return crypto::sha256_hex(boost::json::serialize(input));
}

}  // namespace

std::string recalled_arn(Store& store, const std::string& operation, const json::object& input, Time now) {
    std::erase_if(store.tokens, [&](const auto& entry) { return entry.second.at + token_life <= now; });
    if (!input.contains("IdempotencyToken")) return {};
    const auto found = store.tokens.find(token_key(operation, input));
    if (found == store.tokens.end() || found->second.input != input_digest(input)) return {};
    return found->second.arn;
}

void remember_arn(Store& store, const std::string& operation, const json::object& input,
                  const std::string& arn, Time now) {
    if (!input.contains("IdempotencyToken")) return;
    store.tokens.insert_or_assign(token_key(operation, input),
                                  TokenUse{.arn = arn, .input = input_digest(input), .at = now});
}

}  // namespace certwright::sandbox::pca
