#include "net/quiet_pipes.hpp"

#include <pthread.h>

#include <ctime>

namespace certwright::net {
namespace {

sigset_t broken_pipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

}  // namespace

QuietPipes::QuietPipes() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    const sigset_t blocked = broken_pipe();
    pthread_sigmask(SIG_BLOCK, &blocked, &before_);
}

QuietPipes::~QuietPipes() {
    // The one that came meanwhile would otherwise be delivered now.
    const sigset_t blocked = broken_pipe();
    const timespec at_once{};
    if (!was_pending_) sigtimedwait(&blocked, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace certwright::net
