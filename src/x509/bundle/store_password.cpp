#include "x509/bundle/store_password.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>

namespace certwright::x509 {

void check_store_password(const Secret& password) {
    if (password.empty() || password.size() > crypto::max_key_password)
        throw Error{Fault::invalid,
                    fmt::format("cannot write a file under a password of {} bytes", password.size()),
                    fmt::format("give a password of 1 to {} bytes", crypto::max_key_password)};
    if (!is_storable_text(password.reveal()))
        throw Error{Fault::invalid, "cannot write a file under a password that is not UTF-8"};
}

}  // namespace certwright::x509
