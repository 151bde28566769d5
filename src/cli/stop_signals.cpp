#include "cli/stop_signals.hpp"

#include <pthread.h>
#include <unistd.h>

namespace certwright::cli {

StopSignals::StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread{[this] { wait(); }};
}

StopSignals::~StopSignals() {
    over_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
    pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

void StopSignals::wait() {
    while (true) {
        int signal = 0;
        sigwait(&signals_, &signal);
        if (over_) return;
        if (stop_.stop_requested()) _exit(128 + signal);
        stop_.request_stop();
    }
}

}  // namespace certwright::cli
