#pragma once

#include <string>

namespace certwright::cli {

/// One line on standard error that is written over again and again, and gone at the end. Writes nothing
/// when standard error is no terminal.
class Progress {
  public:
    Progress();
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(const std::string& line);

  private:
    void clear() const;

    bool is_terminal_;
};

}  // namespace certwright::cli
