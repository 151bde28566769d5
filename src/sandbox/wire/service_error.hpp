#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox {

/// What an AWS service answers instead of a result. The code is the wire's; the status is the
/// model's unless one is given here.
class ServiceError final : public std::exception {
  public:
    ServiceError(std::string code, std::string message, int status = 0)
        : code_(std::move(code)), message_(std::move(message)), status_(status) {}

    /// A further member of the modelled error, for example throttlingReasons.
    ServiceError&& with(std::string member, std::string json) && {
        members_.emplace_back(std::move(member), std::move(json));
        return std::move(*this);
    }

    /// The code of a service's older protocol, which it still tells its clients (Smithy's awsQueryError).
    ServiceError&& with_query_code(std::string code) && {
        query_code_ = std::move(code);
        return std::move(*this);
    }

    const std::string& code() const noexcept { return code_; }
    const std::string& query_code() const noexcept { return query_code_.empty() ? code_ : query_code_; }
    const std::string& message() const noexcept { return message_; }
    int status() const noexcept { return status_; }
    const std::vector<std::pair<std::string, std::string>>& members() const noexcept { return members_; }
    const char* what() const noexcept override { return message_.c_str(); }

  private:
    std::string code_;
    std::string query_code_;
    std::string message_;
    int status_;
    std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace certwright::sandbox
