#include "net/bell.hpp"

#include "base/error.hpp"

#include <sys/eventfd.h>

namespace certwright::net {

Bell::Bell() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!event_.is_open()) throw Error{Fault::unavailable, "the process has no file descriptors left"};
}

void Bell::ring() noexcept {
    // It fails only when the counter is full, and then it is readable already.
    static_cast<void>(eventfd_write(event_.number(), 1));
}

}  // namespace certwright::net
