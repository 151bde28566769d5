#include "sandbox/pki/key_maker.hpp"

#include <optional>

namespace certwright::sandbox {
namespace {

using crypto::KeyAlgorithm;
using crypto::KeyPair;

/// As many as can be made in about a second.
std::size_t most_shared(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::rsa_3072:
        case KeyAlgorithm::rsa_4096:
            return 1;
        case KeyAlgorithm::rsa_2048:
            return 3;
        case KeyAlgorithm::rsa_1024:
            return 4;
        case KeyAlgorithm::ec_prime256v1:
        case KeyAlgorithm::ec_secp384r1:
        case KeyAlgorithm::ec_secp521r1:
        case KeyAlgorithm::ed25519:
            return 16;
    }
    return 1;
}

}  // namespace

KeyMaker::Key KeyMaker::make(KeyAlgorithm algorithm) {
    std::optional<std::size_t> number;
    {
        const std::scoped_lock lock{mutex_};
        if (sharing_ > 0) number = turn_[algorithm]++;
    }
    if (number) return shared(algorithm, *number);
    return std::make_shared<const KeyPair>(KeyPair::generate(algorithm));
}

KeyMaker::Key KeyMaker::shared(KeyAlgorithm algorithm, std::size_t number) {
    const std::scoped_lock lock{mutex_};
    auto& keys = shared_[algorithm];
    const std::size_t at = number % most_shared(algorithm);
    while (keys.size() <= at) keys.push_back(std::make_shared<const KeyPair>(KeyPair::generate(algorithm)));
    return keys[at];
}

KeyMaker::Sharing::Sharing(KeyMaker& keys) : keys_(keys) {
    const std::scoped_lock lock{keys_.mutex_};
    ++keys_.sharing_;
}

KeyMaker::Sharing::~Sharing() {
    const std::scoped_lock lock{keys_.mutex_};
    --keys_.sharing_;
}

}  // namespace certwright::sandbox
