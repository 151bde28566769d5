#include "support/child_process.hpp"

#include "support/temp_directory.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace certwright::test {

ChildProcess::ChildProcess(const std::vector<std::string>& command, std::filesystem::path log,
                           const std::map<std::string, std::string>& settings, int end_signal)
    : end_signal_(end_signal), log_(std::move(log)) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = getpid();
    process_ = fork();
    if (process_ != 0) return;
    const int out = open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    for (const auto& [name, value] : settings) setenv(name.c_str(), value.c_str(), 1);
    prctl(PR_SET_PDEATHSIG, end_signal_);
    if (getppid() != parent) _exit(125);
    execvp(arguments.front(), arguments.data());
    _exit(127);
}

ChildProcess::~ChildProcess() {
    if (process_ < 0) return;
    kill(process_, end_signal_);
    waitpid(process_, nullptr, 0);
}

bool ChildProcess::has_ended() {
    if (process_ >= 0 && waitpid(process_, &status_, WNOHANG) == process_) process_ = -1;
    return process_ < 0;
}

int ChildProcess::wait() {
    if (process_ >= 0) waitpid(std::exchange(process_, -1), &status_, 0);
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
}

std::string ChildProcess::output() const {
    std::ifstream in{log_};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string output_of(const std::vector<std::string>& command) {
    const TempDirectory directory;
    ChildProcess program{command, directory.path() / "output"};
    if (const int status = program.wait(); status != 0)
        throw std::runtime_error{command.front() + " ended with " + std::to_string(status) + ": " +
                                 program.output()};
    return program.output();
}

}  // namespace certwright::test
