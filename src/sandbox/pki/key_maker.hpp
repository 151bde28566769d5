#pragma once

#include "crypto/key_pair.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace certwright::sandbox {

/// Makes the keys of certificates. An RSA key takes a quarter of a second; so while a fixture is acted out
/// certificates share a few keys of each algorithm, taken in turn. Thread-safe.
class KeyMaker {
  public:
    using Key = std::shared_ptr<const crypto::KeyPair>;

    /// A new key, or one that others have too.
    Key make(crypto::KeyAlgorithm algorithm);
    /// The key of that number among those that are shared, which begin anew behind the last.
    Key shared(crypto::KeyAlgorithm algorithm, std::size_t number);

    /// While it lives, make() takes shared keys.
    class Sharing {
      public:
        explicit Sharing(KeyMaker& keys);
        ~Sharing();
        Sharing(const Sharing&) = delete;
        Sharing& operator=(const Sharing&) = delete;

      private:
        KeyMaker& keys_;
    };

  private:
    std::mutex mutex_;
    int sharing_ = 0;
    std::map<crypto::KeyAlgorithm, std::vector<Key>> shared_;
    std::map<crypto::KeyAlgorithm, std::size_t> turn_;
};

}  // namespace certwright::sandbox
