#include "cli/credentials_file.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/environment.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace certwright::cli {
namespace {

[[noreturn]] void cannot(const char* what, const std::filesystem::path& path) {
    throw Error{Fault::unavailable,
                std::string{"cannot "} + what + " '" + path.string() + "': " + std::strerror(errno)};
}

}  // namespace

std::filesystem::path credentials_path() {
    if (const std::string home = environment_variable("XDG_CONFIG_HOME"); !home.empty())
        return std::filesystem::path{home} / "certwright" / "credentials";
    if (const std::string home = environment_variable("HOME"); !home.empty())
        return std::filesystem::path{home} / ".config" / "certwright" / "credentials";
    throw Error{Fault::invalid, "there is no place to keep a token: neither XDG_CONFIG_HOME nor HOME is set"};
}

std::optional<Credentials> load_credentials(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        throw Error{Fault::forbidden, "others may read '" + path.string() + "'",
                    "chmod 600 " + path.string()};
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const json::value parsed = json::parse(text, "'" + path.string() + "'");
    if (!parsed.is_object())
        throw Error{Fault::invalid, "'" + path.string() + "' is no JSON object",
                    "`certwright login` writes it anew"};
    return Credentials{json::text(parsed.as_object(), "url").value_or(""),
                       Secret{json::text(parsed.as_object(), "token").value_or("")}};
}

void save_credentials(const std::filesystem::path& path, const Credentials& credentials) {
    std::filesystem::create_directories(path.parent_path());
    const std::string text = boost::json::serialize(json::object{{"url", credentials.url},
                                                                 {"token", credentials.token.reveal()}}) +
                             "\n";
    const std::filesystem::path fresh = path.string() + ".new";
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) cannot("write", fresh);
    ::fchmod(file, S_IRUSR | S_IWUSR);
    const bool is_written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (::close(file) != 0 || !is_written) cannot("write", fresh);
    if (::rename(fresh.c_str(), path.c_str()) != 0) cannot("replace", path);
}

}  // namespace certwright::cli
