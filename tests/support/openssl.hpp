#pragma once

#include "support/temp_directory.hpp"

#include <string>
#include <string_view>

namespace certwright::test {

/// The openssl command line in a directory of its own: what somebody else's program makes and accepts.
class Openssl {
  public:
    struct Result {
        bool succeeded = false;
        std::string output;  ///< both streams, in the order written
    };

    /// `arguments` as one would type them behind "openssl "; file names are relative to the directory.
    Result run(const std::string& arguments) const;
    /// The same for what must succeed: its output. Throws with it otherwise.
    std::string operator()(const std::string& arguments) const;

    void write(const std::string& name, std::string_view content) const;
    std::string read(const std::string& name) const;

  private:
    TempDirectory directory_;
};

}  // namespace certwright::test
