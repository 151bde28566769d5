#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright {

/// Why an operation cannot go on. The three places that catch (http router, job worker, command
/// line) map it to a problem document, a retry decision or an exit code.
enum class Fault {
    invalid,          ///< the caller's input is wrong; repeating it unchanged never helps
    unauthenticated,  ///< nobody has proved who is asking
    forbidden,        ///< somebody is known, and may not
    not_found,
    conflict,      ///< the present state forbids it
    rate_limited,  ///< too often; retry_after tells when
    unavailable,   ///< the outside world failed; the same call may succeed later
    internal,      ///< our bug; the details go to the log only
};

std::string_view to_string(Fault fault);

/// What is wrong with one field of an input; `field` is its path as the caller wrote it.
struct FieldProblem {
    std::string field;
    std::string problem;
};

/// The only exception that Certwright throws. Messages are lower case, have no full stop, say what
/// was attempted and quote the offending value; the hint says what to do about it.
class Error final : public std::exception {
  public:
    Error(Fault fault, std::string message, std::string hint = {});

    Error&& with_field(std::string field, std::string problem) &&;
    Error&& with_retry_after(std::chrono::milliseconds delay) &&;
    /// Puts "attempt: " in front of the message.
    Error&& within(std::string_view attempt) &&;

    Fault fault() const noexcept { return fault_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& hint() const noexcept { return hint_; }
    const std::vector<FieldProblem>& fields() const noexcept { return fields_; }
    std::optional<std::chrono::milliseconds> retry_after() const noexcept { return retry_after_; }
    const char* what() const noexcept override { return message_.c_str(); }

  private:
    Fault fault_;
    std::string message_;
    std::string hint_;
    std::vector<FieldProblem> fields_;
    std::optional<std::chrono::milliseconds> retry_after_;
};

/// Throws Fault::internal with the place when `condition` is false: for our own bugs only.
void ensure(bool condition, std::string_view what);

}  // namespace certwright
