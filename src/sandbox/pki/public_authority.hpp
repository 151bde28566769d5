#pragma once

#include "base/time.hpp"
#include "sandbox/pki/key_maker.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// The authorities that sign public certificates: a root with an intermediate for RSA and one for elliptic
/// keys, as Amazon Trust Services has. Made anew with each sandbox, when first needed; the root is what a
/// client must trust to believe them. Thread-safe.
class PublicAuthority {
  public:
    explicit PublicAuthority(KeyMaker& keys);
    ~PublicAuthority();

    struct Signed {
        std::string pem, chain;  ///< leaf; its intermediate and the root
        std::string private_key_pem;
    };
    /// A certificate for web servers, from midnight on (UTC) for as long as `validity` says. The first name
    /// becomes the common name. `algorithm` is ACM's word.
    Signed sign(const std::vector<std::string>& names, const std::string& algorithm, Time now,
                Duration validity);

    /// For whoever wants to trust the sandbox.
    std::string root_pem();

  private:
    struct State;
    State& made(Time now);

    KeyMaker& keys_;
    std::mutex mutex_;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::sandbox
