#include "crypto/failure.hpp"

#include "base/error.hpp"

#include <openssl/err.h>

namespace certwright::crypto {

void throw_openssl_failure(std::string_view attempt) {
    std::string reason = "unknown reason";
    if (const unsigned long code = ERR_peek_last_error(); code != 0) {
        if (const char* text = ERR_reason_error_string(code)) reason = text;
    }
    ERR_clear_error();
    throw Error{Fault::internal, "cannot " + std::string{attempt} + ": " + reason};
}

std::string openssl_reason(std::string_view otherwise) {
    const char* reason = ERR_reason_error_string(ERR_peek_error());
    return reason ? std::string{reason} : std::string{otherwise};
}

QuietErrors::QuietErrors() noexcept {
    ERR_clear_error();
}
QuietErrors::~QuietErrors() {
    ERR_clear_error();
}

}  // namespace certwright::crypto
