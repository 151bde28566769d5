#pragma once

#include <string>
#include <string_view>

namespace certwright::net {

/// The last thing that an SMTP server said (RFC 5321 section 4.2), put together from its lines.
class SmtpReply {
  public:
    /// One line as it came. The answer to QUIT does not count: it comes after what matters.
    void take(std::string_view line);

    /// 0 before the first.
    int code() const noexcept { return code_; }
    bool is_refusal() const noexcept { return code_ >= 400; }
    /// Whether the same would be refused again.
    bool is_permanent() const noexcept { return code_ >= 500; }
    /// "550 5.1.1 no such user": its lines in one, printable ASCII only, at most some kilobytes.
    std::string text() const;

  private:
    int code_ = 0;
    bool goes_on_ = false;
    std::string words_;
};

}  // namespace certwright::net
