#include "lifecycle/making/key_suitability.hpp"

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

constexpr std::array<std::string_view, 2> enciphering{"KEY_ENCIPHERMENT", "DATA_ENCIPHERMENT"};
constexpr std::array<std::string_view, 3> agreeing{"KEY_AGREEMENT", "ENCIPHER_ONLY", "DECIPHER_ONLY"};

}  // namespace

bool suits(std::string_view key_usage, crypto::KeyAlgorithm algorithm) {
    if (to_string(algorithm).starts_with("RSA")) return true;
    if (std::ranges::find(enciphering, key_usage) != enciphering.end()) return false;
    return algorithm != crypto::KeyAlgorithm::ed25519 ||
           std::ranges::find(agreeing, key_usage) == agreeing.end();
}

std::vector<std::string> take_unsuitable(std::vector<std::string>& key_usages,
                                         crypto::KeyAlgorithm algorithm) {
    const auto rest = std::ranges::stable_partition(
        key_usages, [&](const std::string& usage) { return suits(usage, algorithm); });
    std::vector<std::string> taken{rest.begin(), rest.end()};
    key_usages.erase(rest.begin(), rest.end());
    return taken;
}

}  // namespace certwright::lifecycle
