#pragma once

#include "base/bytes.hpp"
#include "sandbox/acm/certificate.hpp"
#include "sandbox/estate/dice.hpp"
#include "sandbox/pki/key_maker.hpp"
#include "sandbox/world/world.hpp"
#include "x509/mould.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox {

/// Signs certificates of a drawn estate in tens of microseconds: under elliptic authorities, and with a few
/// keys that they share. Each is sound; openssl verifies it against its chain. cast() is thread-safe.
class Foundry {
  public:
    /// Authorities, by number: the sandbox's public one, three that customers import from, and a private one
    /// of each account.
    static constexpr std::size_t public_authority = 0, first_corporate = 1, corporate_count = 3,
                                 first_private = first_corporate + corporate_count;

    Foundry(World& world, std::size_t account_count, Time now);

    struct Order {
        std::size_t authority;
        std::string key_algorithm;  ///< ACM's word; RSA_1024 and P-521 of corporate authorities only
        std::vector<std::string> names;
        Time not_before{}, not_after{};
    };
    acm::Content cast(const Order& order, Dice& dice) const;

  private:
    struct Authority {
        Bytes der;
        KeyMaker::Key key;
        SharedText chain;
    };
    struct Key {
        Bytes public_der;
        SharedText pem;  ///< none where the private key is lost
    };
    struct Form {
        x509::Mould mould;
        acm::Content model;  ///< what all that come out of it have in common
    };
    void add_keys(KeyMaker& keys, const std::string& algorithm, std::size_t count);
    void add_authority(const std::string& organization, Time now);
    void add_forms(std::size_t authority, const std::vector<std::string>& algorithms, Time now);

    std::map<std::string, std::vector<Key>> keys_;
    std::vector<Authority> authorities_;
    std::map<std::pair<std::size_t, std::string>, std::vector<Form>> forms_;
};

}  // namespace certwright::sandbox
