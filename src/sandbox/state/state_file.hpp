#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace certwright::sandbox::state {

/// A file that always holds one whole text, whatever happens while it is written. Nobody but its owner may
/// read it: there are private keys in it.
class StateFile {
  public:
    explicit StateFile(std::string path) : path_(std::move(path)) {}

    const std::string& path() const noexcept { return path_; }
    /// nullopt when there is none yet. Throws Fault::unavailable.
    std::optional<std::string> read() const;
    /// When it returns, the text is on the disk. Throws Fault::unavailable.
    void write(std::string_view text) const;

  private:
    std::string path_;
};

}  // namespace certwright::sandbox::state
