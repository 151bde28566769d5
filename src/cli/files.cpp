#include "cli/files.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace certwright::cli {
namespace {

/// A file descriptor, closed at the end of the scope.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ > STDERR_FILENO) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

[[noreturn]] void fail(const std::string& attempt, const std::string& what, int problem) {
    const Fault fault = problem == ENOENT   ? Fault::not_found
                        : problem == EEXIST ? Fault::conflict
                                            : Fault::unavailable;
    throw Error{fault, "cannot " + attempt + " " + what + ": " + std::strerror(problem),
                problem == EEXIST ? "--force writes over it" : ""};
}

std::string quoted(const std::string& path, const char* stream) {
    return path == "-" ? std::string{stream} : "'" + path + "'";
}

void write_all(int descriptor, std::string_view bytes, const std::string& what) {
    while (!bytes.empty()) {
        const ::ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write", what, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

Secret read_whole_file(const std::string& path, std::size_t most) {
    const std::string what = quoted(path, "standard input");
    const Descriptor file{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number() < 0) fail("open", what, errno);
    std::string content;
    content.reserve(64 * 1024);  // growing leaves copies of a key behind; few files grow beyond it
    std::array<char, 16 * 1024> piece{};
    for (;;) {
        const ::ssize_t got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", what, errno);
        if (got == 0) break;
        content.append(piece.data(), static_cast<std::size_t>(got));
        if (content.size() > most) {
            wipe(content);
            throw Error{Fault::invalid, what + " has more than " + std::to_string(most) + " bytes",
                        "no file of certificates is that large"};
        }
    }
    return Secret{std::move(content)};
}

void write_private_file(const std::string& path, const Secret& content, bool replace) {
    const std::string what = quoted(path, "standard output");
    const int how = O_WRONLY | O_CREAT | O_CLOEXEC | (replace ? O_TRUNC : O_EXCL);
    const Descriptor file{path == "-" ? STDOUT_FILENO : ::open(path.c_str(), how, S_IRUSR | S_IWUSR)};
    if (file.number() < 0) fail("write", what, errno);
    write_all(file.number(), content.reveal(), what);
}

}  // namespace certwright::cli
