#pragma once

#include "support/child_process.hpp"
#include "support/temp_directory.hpp"

#include <map>
#include <memory>
#include <string>

namespace certwright::test {

/// A moto server of this process alone: AWS as people who never saw this project built it. The program
/// is the one that CERTWRIGHT_MOTO names, else `moto_server` in PATH. It stops with its scope, and also
/// when this process is killed.
class MotoServer {
  public:
    /// `settings` are added to its environment, for example INITIAL_NO_AUTH_ACTION_COUNT.
    explicit MotoServer(const std::map<std::string, std::string>& settings = {});

    /// "http://127.0.0.1:PORT"
    const std::string& url() const noexcept { return url_; }

  private:
    TempDirectory directory_;
    std::unique_ptr<ChildProcess> server_;
    std::string url_;
};

}  // namespace certwright::test
