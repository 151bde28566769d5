#pragma once

#include <string>

namespace CLI {
class App;
}

namespace certwright::sandbox {

/// `certwright-sandbox clock [advance D | set T | rate R]`: reads and moves the clock of a sandbox that runs.
class ClockCommand {
  public:
    explicit ClockCommand(CLI::App& app);

    bool is_asked() const;
    /// Prints the time that the sandbox shows afterwards. Throws Fault::unavailable when none answers, and
    /// what it says of a wrong input.
    int run() const;

  private:
    CLI::App* command_;
    std::string admin_ = "http://127.0.0.1:4567";
    std::string advance_, set_;
    double rate_ = 0;
};

}  // namespace certwright::sandbox
