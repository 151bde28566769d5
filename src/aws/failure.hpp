#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace certwright::aws {

/// What callers tell apart. Everything else about a failure is for people to read.
enum class FailureKind {
    access_denied,      ///< a policy forbids this operation
    credentials,        ///< wrong key, wrong signature, expired token, clock skew that did not mend
    region_disabled,    ///< the account has not enabled that region: not an error of a discovery
    unknown_operation,  ///< this partition, region or emulator does not have the operation
    not_found,
    conflict,     ///< in use, in progress, already exists
    quota,        ///< LimitExceededException: a quota, never retried
    throttled,    ///< still "Rate exceeded" after all retries
    invalid,      ///< AWS refused the request's contents
    unreachable,  ///< no answer: DNS, TCP, TLS, proxy, time-out
    malformed,    ///< an answer that is not what the service speaks (HTML, truncated JSON)
    service,      ///< 5xx after all retries
    cancelled,
};
std::string_view to_string(FailureKind kind);

struct Failure {
    FailureKind kind = FailureKind::service;
    std::string service, operation, region;
    std::string code;        ///< AWS's own, without namespace: "AccessDeniedException"
    std::string message;     ///< AWS's own words, or ours when no answer came
    int http_status = 0;     ///< 0 when no answer came
    std::string request_id;  ///< AWS's, when it sent one
    bool was_sent = true;    ///< AWS may have seen the request

    /// "acm ListCertificates in eu-west-1: AccessDeniedException: User … is not authorized …"
    std::string text() const;
};

/// Whether the change that was asked for may have been made in spite of the failure: AWS may have seen the
/// request, and no answer of its own says that it refused it.
bool may_have_happened(const Failure& failure);

/// A listing whose next page is the one just read: following it would never end.
Failure repeated_page(std::string service, std::string operation, std::string region);

/// Throws the Error that this failure means to a caller who cannot go on; the hint says what to do.
[[noreturn]] void raise(const Failure& failure);

/// The answer of an operation that only does something.
struct Done {};

/// An answer, or why there is none.
template <class T>
class [[nodiscard]] Outcome {
  public:
    Outcome(T value) : value_(std::move(value)) {}
    Outcome(Failure failure) : value_(std::move(failure)) {}

    explicit operator bool() const noexcept { return std::holds_alternative<T>(value_); }
    const T& operator*() const& { return std::get<T>(value_); }
    T& operator*() & { return std::get<T>(value_); }
    const T* operator->() const { return &std::get<T>(value_); }
    const Failure& failure() const { return std::get<Failure>(value_); }
    /// The answer, or the Error of raise().
    T take() && {
        if (!*this) raise(failure());
        return std::move(std::get<T>(value_));
    }

  private:
    std::variant<T, Failure> value_;
};

}  // namespace certwright::aws
