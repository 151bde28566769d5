#pragma once

#include "base/secret.hpp"
#include "crypto/argon2id.hpp"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::vault {

struct MasterKey {
    std::string id;  ///< "mk_…"
    Secret key;      ///< 32 bytes
};

/// The file that holds the master keys, oldest first: a text line for each,
///
///     mk_… BASE64                                     the key itself, or
///     mk_… argon2id m=65536,t=3,p=1 SALT SEALED       the key sealed under a passphrase
///
/// with `#` for remarks. Only its owner may read it: a file that others may read is refused. It is
/// replaced as a whole (written beside, flushed, renamed), so that a reader or a crash never meets half.
class KeyFile {
  public:
    /// What changes when the file is replaced.
    struct Stamp {
        std::uint64_t device, inode;
        std::int64_t modified_ns, size;
        bool operator==(const Stamp&) const = default;
    };

    /// Holds off other processes that would change the file, until it is destroyed or the process ends.
    class Lock {
      public:
        explicit Lock(int descriptor) : descriptor_(descriptor) {}
        Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
        Lock& operator=(Lock&&) = delete;
        ~Lock();

      private:
        int descriptor_;
    };

    explicit KeyFile(std::filesystem::path path, std::optional<Secret> passphrase = std::nullopt,
                     const crypto::Argon2Cost& cost = {});

    const std::filesystem::path& path() const noexcept { return path_; }
    bool exists() const;
    /// Writes a file with one new key, mode 0600. A file that another process made first is left.
    void create() const;
    /// At least one key. Throws Fault::unavailable when it cannot be read, Fault::forbidden when others
    /// may read it, Fault::unauthenticated for a wrong or missing passphrase, Fault::invalid when it is
    /// malformed, naming the line and never its content.
    std::vector<MasterKey> read() const;
    /// Throws Fault::unavailable; the old file then still stands.
    void replace(const std::vector<MasterKey>& keys) const;
    /// Nothing when the file is not there.
    std::optional<Stamp> stamp() const;
    /// Throws Fault::conflict when another process holds it.
    Lock lock() const;

  private:
    Secret render(const std::vector<MasterKey>& keys) const;
    MasterKey read_line(std::string_view line) const;
    Secret open_sealed(std::string_view id, std::string_view sealed_line) const;

    std::filesystem::path path_;
    std::optional<Secret> passphrase_;
    crypto::Argon2Cost cost_;
};

}  // namespace certwright::vault
