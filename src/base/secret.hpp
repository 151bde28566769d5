#pragma once

#include <string>
#include <string_view>

namespace certwright {

/// Bytes that must never be printed, logged or left in freed memory. Wiped on destruction and on
/// move; there is no formatter and no stream operator on purpose. Copies are asked for by name.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    Secret clone() const { return Secret{std::string{bytes_}}; }
    /// The bytes themselves; keep the view shorter than the Secret.
    std::string_view reveal() const noexcept { return bytes_; }
    bool empty() const noexcept { return bytes_.empty(); }
    std::size_t size() const noexcept { return bytes_.size(); }

  private:
    void wipe() noexcept;
    std::string bytes_;
};

/// Overwrites `bytes` in a way the compiler may not remove, then empties it.
void wipe(std::string& bytes) noexcept;

/// Compares without telling by its duration where the difference is.
bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

}  // namespace certwright
