#pragma once

#include <sys/types.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace certwright::test {

/// A program of somebody else's that runs beside a test. It ends with its scope, and also when this process
/// is killed.
class ChildProcess {
  public:
    /// `command` begins with the program, found in PATH unless it is a path; `settings` are added to its
    /// environment; what it writes goes to the end of `log`.
    ChildProcess(const std::vector<std::string>& command, std::filesystem::path log,
                 const std::map<std::string, std::string>& settings = {}, int end_signal = SIGKILL);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Of a process that has not ended.
    pid_t id() const { return process_; }
    bool has_ended();
    /// Waits for its end; its exit status, or -1 when a signal ended it.
    int wait();
    /// What it has written.
    std::string output() const;

  private:
    pid_t process_;
    int end_signal_;
    int status_ = 0;
    std::filesystem::path log_;
};

/// Runs a program to its end and returns what it wrote; throws with that when it fails.
std::string output_of(const std::vector<std::string>& command);

}  // namespace certwright::test
