#pragma once

#include "sandbox/mail/validation_mail.hpp"

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// Keeps the last mails. Thread-safe.
class Mailbox {
  public:
    void put(ValidationMail mail);
    /// Notes what became of a mail that is still kept.
    void note(const std::string& id, Delivery delivery);
    /// The newest first.
    std::vector<ValidationMail> all() const;
    std::size_t size() const;
    void clear();

  private:
    mutable std::mutex mutex_;
    std::deque<ValidationMail> mails_;
};

}  // namespace certwright::sandbox
