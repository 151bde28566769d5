#include "crypto/failure.hpp"

#include "base/error.hpp"

#include <openssl/err.h>

#include <string>

namespace certwright::crypto {

void throw_openssl_failure(std::string_view attempt) {
    std::string reason = "unknown reason";
    if (const unsigned long code = ERR_peek_last_error(); code != 0) {
        if (const char* text = ERR_reason_error_string(code)) reason = text;
    }
    ERR_clear_error();
    throw Error{Fault::internal, "cannot " + std::string{attempt} + ": " + reason};
}

}  // namespace certwright::crypto
