#pragma once

#include "vault/key_file.hpp"
#include "vault/key_wrapper.hpp"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace certwright::vault {

/// Wraps with the last key of a KeyFile, by AES-256-GCM. Notices when another process replaced the
/// file, and reads it again. A key that left the file still unwraps until the process ends, so that
/// what was read before a rotation finished still opens.
class LocalKeyWrapper final : public KeyWrapper {
  public:
    enum class IfMissing {
        create,  ///< first start
        refuse,  ///< secrets exist already, so that a new key would only hide that theirs is lost
    };

    /// Throws what KeyFile::read() throws, and Fault::not_found when the file is missing and must not be.
    LocalKeyWrapper(KeyFile file, IfMissing if_missing);

    WrappedKey wrap(const Secret& data_key, std::string_view associated_data) override;
    Secret unwrap(const WrappedKey& wrapped, std::string_view associated_data) override;
    bool knows(std::string_view master_key_id) const override;
    std::string current_master_key_id() const override;

    /// What the file holds now, oldest first.
    std::vector<std::string> master_key_ids() const;
    /// Adds a key that wrap() uses from now on; returns its id. For a rotation, under lock().
    std::string add_master_key();
    /// Takes keys out of the file, but never the last one. For a rotation, under lock().
    void remove_master_keys(const std::vector<std::string>& ids);
    KeyFile::Lock lock() const { return file_.lock(); }

  private:
    void load() const;
    void load_if_replaced() const;

    KeyFile file_;
    mutable std::mutex mutex_;
    mutable std::optional<KeyFile::Stamp> stamp_;
    mutable std::map<std::string, Secret> keys_;  ///< every key ever read
    mutable std::vector<std::string> order_;      ///< the ids in the file
};

}  // namespace certwright::vault
