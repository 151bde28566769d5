#pragma once

#include "support/temp_directory.hpp"

#include <sys/types.h>

#include <string>

namespace certwright::test {

/// A PostgreSQL server of this process alone: Debian's package in a temporary directory, on a Unix
/// socket only, without fsync. It stops with its scope, and also when this process is killed.
class PostgresCluster {
  public:
    PostgresCluster();
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    /// Of the database `postgres`.
    const std::string& url() const noexcept { return url_; }

  private:
    TempDirectory directory_;
    pid_t server_ = -1;
    std::string url_;
};

}  // namespace certwright::test
