#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "sandbox/pki/key_maker.hpp"
#include "sandbox/world/shared_text.hpp"

#include <boost/describe/class.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// The public authorities as a file keeps them: PEM.
struct SavedAuthorities {
    std::string root, root_key;
    std::string rsa, rsa_key;
    std::string elliptic, elliptic_key;
};
BOOST_DESCRIBE_STRUCT(SavedAuthorities, (), (root, root_key, rsa, rsa_key, elliptic, elliptic_key))

/// The authorities that sign public certificates: a root with an intermediate for RSA and one for elliptic
/// keys, as Amazon Trust Services has. Made anew with each sandbox, when first needed; the root is what a
/// client must trust to believe them. Thread-safe.
class PublicAuthority {
  public:
    explicit PublicAuthority(KeyMaker& keys);
    ~PublicAuthority();

    struct Signed {
        std::string pem;
        SharedText chain;  ///< its intermediate and the root
        std::string private_key_pem;
    };
    /// A certificate for web servers, from midnight on (UTC) for as long as `validity` says. The first name
    /// becomes the common name. `algorithm` is ACM's word.
    Signed sign(const std::vector<std::string>& names, const std::string& algorithm, Time now,
                Duration validity);

    /// What certificates with elliptic keys are issued under, for whoever signs by himself.
    struct Issuing {
        Bytes der;
        KeyMaker::Key key;
        SharedText chain;  ///< itself and the root
    };
    Issuing elliptic(Time now);

    /// Nothing before anything was signed.
    std::optional<SavedAuthorities> saved() const;
    /// Throws Fault::invalid for what is not its own.
    void restore(const SavedAuthorities& saved);

    /// For whoever wants to trust the sandbox.
    std::string root_pem();

  private:
    struct State;
    State& made(Time now);

    KeyMaker& keys_;
    mutable std::mutex mutex_;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::sandbox
