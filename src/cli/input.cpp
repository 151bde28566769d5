#include "cli/input.hpp"

#include "base/error.hpp"

#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace certwright::cli {
namespace {

constexpr std::size_t longest_line = 64 * 1024;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Secret read_line(std::FILE* from, const std::string& what) {
    std::string line;
    line.reserve(1024);  // growing would leave copies of a secret behind
    for (int c = std::fgetc(from); c != EOF && c != '\n'; c = std::fgetc(from)) {
        line += static_cast<char>(c);
        if (line.size() > longest_line)
            throw Error{Fault::invalid, "the first line of " + what + " is too long"};
    }
    if (std::ferror(from) != 0)
        throw Error{Fault::unavailable, "cannot read " + what + ": " + std::strerror(errno)};
    if (line.ends_with('\r')) line.pop_back();
    return Secret{std::move(line)};
}

/// The terminal itself, even when standard input is a pipe.
File terminal() {
    File opened{std::fopen("/dev/tty", "r+"), &std::fclose};
    if (!opened || ::isatty(STDIN_FILENO) == 0) return {nullptr, &std::fclose};
    return opened;
}

File terminal_for(const std::string& question) {
    File opened = terminal();
    if (!opened) throw Error{Fault::invalid, "there is no terminal to ask for the " + question};
    std::fprintf(opened.get(), "%s: ", question.c_str());
    std::fflush(opened.get());
    return opened;
}

/// Turns the echo of a terminal off while it lives.
class Silence {
  public:
    explicit Silence(int terminal) : terminal_(terminal) {
        ::tcgetattr(terminal_, &before_);
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(terminal_, TCSAFLUSH, &silent);
    }
    ~Silence() { ::tcsetattr(terminal_, TCSAFLUSH, &before_); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    int terminal_;
    termios before_{};
};

}  // namespace

Secret read_secret(const std::string& path) {
    const bool is_stdin = path == "-";
    const std::string what = is_stdin ? "standard input" : "'" + path + "'";
    const File opened{is_stdin ? nullptr : std::fopen(path.c_str(), "re"), &std::fclose};
    if (!is_stdin && !opened)
        throw Error{errno == ENOENT ? Fault::not_found : Fault::unavailable,
                    "cannot open " + what + ": " + std::strerror(errno)};
    Secret secret = read_line(is_stdin ? stdin : opened.get(), what);
    if (secret.empty()) throw Error{Fault::invalid, "the first line of " + what + " is empty"};
    return secret;
}

std::string ask(const std::string& question) {
    const File opened = terminal_for(question);
    return std::string{read_line(opened.get(), "the terminal").reveal()};
}

Secret ask_hidden(const std::string& question) {
    const File opened = terminal_for(question);
    const Silence silence{::fileno(opened.get())};
    Secret answer = read_line(opened.get(), "the terminal");
    std::fputs("\n", opened.get());
    return answer;
}

bool confirm(const std::string& question, const std::string& otherwise) {
    if (!terminal()) throw Error{Fault::invalid, "there is no terminal to ask on: " + question, otherwise};
    const std::string answer = ask(question + " [y/N]");
    return answer == "y" || answer == "yes" || answer == "Y";
}

}  // namespace certwright::cli
