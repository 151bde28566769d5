#include "sandbox/state/state_file.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace certwright::sandbox::state {
namespace {

constexpr mode_t owner_only = S_IRUSR | S_IWUSR;

[[noreturn]] void fail_with_errno(const std::string& attempt) {
    throw Error{Fault::unavailable, attempt + ": " + std::generic_category().message(errno)};
}

/// A descriptor that is closed at the end.
class OpenFile {
  public:
    OpenFile(const std::string& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, owner_only)) {
        if (descriptor_ < 0) fail_with_errno("cannot open " + in_quotes(path));
    }
    ~OpenFile() { ::close(descriptor_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void write(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(descriptor_, text.data(), text.size());
            if (written < 0 && errno != EINTR) fail_with_errno("cannot write the state");
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    /// Its mode as well: an old file of that name may have another.
    void restrict_and_sync() const {
        if (::fchmod(descriptor_, owner_only) != 0 || ::fsync(descriptor_) != 0)
            fail_with_errno("cannot write the state");
    }
    void sync() const {
        if (::fsync(descriptor_) != 0) fail_with_errno("cannot write the state");
    }

  private:
    int descriptor_;
};

}  // namespace

std::optional<std::string> StateFile::read() const {
    std::ifstream file{path_, std::ios::binary};
    if (!file) {
        if (!std::filesystem::exists(path_)) return std::nullopt;
        fail_with_errno("cannot open the state " + in_quotes(path_));
    }
    std::ostringstream text;
    text << file.rdbuf();
    if (file.bad()) fail_with_errno("cannot read the state " + in_quotes(path_));
    return std::move(text).str();
}

void StateFile::write(std::string_view text) const {
    const std::string fresh = path_ + ".new";
    {
        const OpenFile file{fresh, O_WRONLY | O_CREAT | O_TRUNC};
        file.write(text);
        file.restrict_and_sync();
    }
    if (std::rename(fresh.c_str(), path_.c_str()) != 0)
        fail_with_errno("cannot write the state " + in_quotes(path_));
    const auto directory = std::filesystem::absolute(path_).parent_path();
    OpenFile{directory.string(), O_RDONLY | O_DIRECTORY}.sync();
}

}  // namespace certwright::sandbox::state
