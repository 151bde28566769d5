#pragma once

#include "base/id.hpp"

#include <filesystem>

namespace certwright::test {

/// A new empty directory, removed with everything in it at the end of its scope.
class TempDirectory {
  public:
    TempDirectory() : path_(std::filesystem::temp_directory_path() / new_id_text("certwright_test")) {
        std::filesystem::create_directories(path_);
    }
    ~TempDirectory() {
        std::error_code ignored;  // a destructor has nobody to tell
        std::filesystem::remove_all(path_, ignored);
    }
    TempDirectory(const TempDirectory&) = delete;
    TempDirectory& operator=(const TempDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace certwright::test
