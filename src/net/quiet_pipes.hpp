#pragma once

#include <signal.h>

namespace certwright::net {

/// Keeps SIGPIPE from this thread while it lives: OpenSSL writes to sockets without MSG_NOSIGNAL, and a
/// broken connection is an error and no reason to end the process.
class QuietPipes {
  public:
    QuietPipes();
    ~QuietPipes();
    QuietPipes(const QuietPipes&) = delete;
    QuietPipes& operator=(const QuietPipes&) = delete;

  private:
    sigset_t before_;
    bool was_pending_;
};

}  // namespace certwright::net
