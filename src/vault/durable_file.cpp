#include "vault/durable_file.hpp"

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/secret.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace certwright::vault {
namespace {

[[noreturn]] void fail(std::string_view attempt, const std::filesystem::path& path) {
    const int reason = errno;
    throw Error{Fault::unavailable,
                fmt::format("cannot {} '{}': {}", attempt, path.string(), std::strerror(reason))};
}

/// An open file; closed at the end of its scope.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const noexcept { return number_; }
    bool is_open() const noexcept { return number_ >= 0; }

  private:
    int number_;
};

void write_all(const Descriptor& file, std::string_view content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(file.number(), content.data(), content.size());
        if (written < 0 && errno != EINTR) fail("write", path);
        if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0) fail("write", path);
}

/// A rename lasts only when the directory is on the disk too.
void flush_directory(const std::filesystem::path& directory) {
    const Descriptor opened{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open() || ::fsync(opened.number()) != 0) fail("write", directory);
}

/// Removes the temporary file whatever happens; after a rename there is none.
struct Removal {
    const std::filesystem::path& path;
    ~Removal() { ::unlink(path.c_str()); }
};

/// What a process left that was killed while it wrote: it may hold keys.
void remove_leftovers(const std::filesystem::path& directory, const std::string& prefix) {
    std::error_code ignored;  // the next writer tries again
    for (const auto& entry : std::filesystem::directory_iterator{directory, ignored})
        if (entry.path().filename().string().starts_with(prefix))
            std::filesystem::remove(entry.path(), ignored);
}

}  // namespace

bool write_durably(const std::filesystem::path& path, std::string_view content, Existing existing) {
    const std::filesystem::path directory = path.has_parent_path() ? path.parent_path() : ".";
    const std::string prefix = path.filename().string() + ".new";
    const std::filesystem::path temporary = directory / new_id_text(prefix);
    if (existing == Existing::replace) remove_leftovers(directory, prefix);
    {
        const Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
        if (!file.is_open()) fail("create", path);
        const Removal removal{temporary};
        write_all(file, content, path);
        if (existing == Existing::replace) {
            if (::rename(temporary.c_str(), path.c_str()) != 0) fail("replace", path);
        } else if (::link(temporary.c_str(), path.c_str()) != 0) {
            if (errno == EEXIST) return false;
            fail("create", path);
        }
    }
    flush_directory(directory);
    return true;
}

std::string read_private(const std::filesystem::path& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (!file.is_open() || ::fstat(file.number(), &status) != 0) fail("read", path);
    if (!S_ISREG(status.st_mode))
        throw Error{Fault::unavailable, fmt::format("'{}' is not a file", path.string())};
    if ((status.st_mode & 077) != 0)
        throw Error{Fault::forbidden,
                    fmt::format("refusing '{}': others than its owner may use it (mode {:04o})",
                                path.string(), status.st_mode & 07777),
                    fmt::format("chmod 600 '{}', and rotate the master key if somebody may have read it",
                                path.string())};
    std::string content;
    std::array<char, 4096> buffer;
    for (;;) {
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("read", path);
        if (count == 0) break;
        content.append(buffer.data(), static_cast<std::size_t>(count));
    }
    explicit_bzero(buffer.data(), buffer.size());
    return content;
}

}  // namespace certwright::vault
