#pragma once

#include "audit/log.hpp"
#include "store/database.hpp"
#include "vault/local_key_wrapper.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::vault {

struct RotationReport {
    std::string master_key_id;  ///< the one in use now
    bool resumed = false;       ///< an earlier rotation had been interrupted and was finished
    std::int64_t rewrapped = 0;
    std::vector<std::string> removed;  ///< the old keys that left the file
};

/// Replaces the master key while servers keep running. Each step may be the last one before a kill:
/// running the rotation again goes on where it stopped, and every secret can be read at any moment.
/// Secrets themselves are not decrypted, only their data keys.
class Rotation {
  public:
    static constexpr std::int64_t batch_size = 200;

    Rotation(store::Database& database, LocalKeyWrapper& wrapper, audit::Log& log)
        : database_(database), wrapper_(wrapper), log_(log) {}

    /// All steps. Audit: master_key.rotated. Throws Fault::conflict when another rotation is running.
    RotationReport run(const std::string& actor);

    /// Step 1: a new master key, unless an interrupted rotation left one; returns whether it did.
    bool resume_or_add_key();
    /// Step 2, until it returns 0: wraps up to `limit` data keys anew, in one transaction.
    std::int64_t rewrap_batch(std::int64_t limit = batch_size);
    /// Step 3: with the certainty that no row needs the old keys, takes them out of the file and returns
    /// them. Nothing, and no change, when a secret stored meanwhile needs one: then step 2 comes again.
    std::optional<std::vector<std::string>> remove_old_keys(const std::string& actor);

  private:
    store::Database& database_;
    LocalKeyWrapper& wrapper_;
    audit::Log& log_;
};

}  // namespace certwright::vault
