#include "support/postgres_cluster.hpp"

#include "base/error.hpp"
#include "store/database.hpp"
#include "support/file_content.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace certwright::test {
namespace {

using namespace std::chrono_literals;

std::filesystem::path newest_installation() {
    std::filesystem::path newest;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", missing)) {
        if (exists(entry.path() / "bin/postgres") && entry.path() > newest) newest = entry.path();
    }
    if (newest.empty()) throw std::runtime_error{"PostgreSQL is not installed: apt-get install postgresql"};
    return newest / "bin";
}

/// Starts a program whose output goes to `log`. PostgreSQL refuses to run as root, so root becomes
/// the user that Debian made for it.
pid_t start_as_postgres(const std::vector<std::string>& command, const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const passwd* const user = geteuid() == 0 ? getpwnam("postgres") : nullptr;
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child != 0) return child;
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    if (user != nullptr) {
        const bool changed = initgroups(user->pw_name, user->pw_gid) == 0 && setgid(user->pw_gid) == 0 &&
                             setuid(user->pw_uid) == 0;
        if (!changed) _exit(126);
    }
    // After setuid, which clears it. SIGQUIT makes the server leave at once.
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (getppid() != parent) _exit(125);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

}  // namespace

PostgresCluster::PostgresCluster() {
    const auto programs = newest_installation();
    const std::string root = directory_.path().string();
    const std::string data = root + "/data";
    const std::filesystem::path log = directory_.path() / "log";
    std::ofstream{log}.close();
    if (const passwd* user = geteuid() == 0 ? getpwnam("postgres") : nullptr) {
        if (chown(root.c_str(), user->pw_uid, user->pw_gid) != 0 ||
            chown(log.c_str(), user->pw_uid, user->pw_gid) != 0) {
            throw std::runtime_error{"cannot give " + root + " to postgres"};
        }
    }

    // A locale that does not sort bytewise, as real clusters have.
    int status = 0;
    waitpid(start_as_postgres(
                {programs / "initdb", "-D", data, "-U", "certwright", "--auth=trust", "--no-sync",
                 "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"},
                log),
            &status, 0);
    if (status != 0) throw std::runtime_error{"initdb failed: " + file_content(log)};

    server_ = start_as_postgres(
        {programs / "postgres", "-D", data, "-k", root, "-c", "listen_addresses=", "-c", "fsync=off", "-c",
         "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "shared_buffers=32MB"},
        log);
    url_ = "postgresql://certwright@/postgres?host=" + root;
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    for (;;) {
        try {
            store::Database::open(url_);
            return;
        } catch (const Error&) {
            const bool exited = waitpid(server_, &status, WNOHANG) == server_;
            if (exited) server_ = -1;
            if (exited || std::chrono::steady_clock::now() > deadline) {
                throw std::runtime_error{"PostgreSQL did not start: " + file_content(log)};
            }
            std::this_thread::sleep_for(20ms);
        }
    }
}

PostgresCluster::~PostgresCluster() {
    if (server_ < 0) return;
    kill(server_, SIGQUIT);
    waitpid(server_, nullptr, 0);
}

}  // namespace certwright::test
