#include "crypto/digest.hpp"

#include "base/handle.hpp"
#include "crypto/failure.hpp"

#include <openssl/evp.h>

namespace certwright::crypto {
namespace {

using DigestAlgorithm = Handle<EVP_MD, EVP_MD_free>;

DigestAlgorithm fetch(const char* name) {
    DigestAlgorithm algorithm{EVP_MD_fetch(nullptr, name, nullptr)};
    require(algorithm != nullptr, "find a digest algorithm");
    return algorithm;
}

// Fetching costs more than hashing a certificate, so each algorithm is fetched once.
const EVP_MD* sha256_algorithm() {
    static const DigestAlgorithm algorithm = fetch("SHA256");
    return algorithm.get();
}

const EVP_MD* sha1_algorithm() {
    static const DigestAlgorithm algorithm = fetch("SHA1");
    return algorithm.get();
}

template <class Digest>
Digest hash(BytesView data, const EVP_MD* algorithm) {
    Digest digest;
    unsigned int size = 0;
    require(EVP_Digest(data.data(), data.size(), digest.data(), &size, algorithm, nullptr) == 1 &&
                size == digest.size(),
            "hash");
    return digest;
}

}  // namespace

Sha256Digest sha256(BytesView data) {
    return hash<Sha256Digest>(data, sha256_algorithm());
}
Sha256Digest sha256(std::string_view data) {
    return sha256(as_bytes(data));
}
std::string sha256_hex(BytesView data) {
    return to_hex(sha256(data));
}
std::string sha256_hex(std::string_view data) {
    return to_hex(sha256(data));
}
Sha1Digest sha1(BytesView data) {
    return hash<Sha1Digest>(data, sha1_algorithm());
}

Sha1Digest sha1(std::initializer_list<BytesView> parts) {
    const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
    require(context && EVP_DigestInit_ex2(context.get(), sha1_algorithm(), nullptr) == 1, "begin a hash");
    for (const BytesView part : parts)
        require(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "continue a hash");
    Sha1Digest digest;
    unsigned int size = 0;
    require(EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1 && size == digest.size(),
            "end a hash");
    return digest;
}

struct Sha256::State {
    Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};

    void begin() {
        require(context && EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1,
                "begin a hash");
    }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    state_->begin();
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(BytesView data) {
    require(EVP_DigestUpdate(state_->context.get(), data.data(), data.size()) == 1, "continue a hash");
}

Sha256Digest Sha256::finish() {
    Sha256Digest digest;
    unsigned int size = 0;
    require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1 && size == digest.size(),
            "end a hash");
    state_->begin();
    return digest;
}

}  // namespace certwright::crypto
