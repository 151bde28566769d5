#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// A mail that asks for approval of a name, as the inbox page shows it.
struct ValidationMail {
    std::string id;
    Time sent_at{};
    std::string to, subject, text;
    std::string arn, domain;
    std::string approval_path;  ///< what approves it, relative to the admin port
};
BOOST_DESCRIBE_STRUCT(ValidationMail, (), (id, sent_at, to, subject, text, arn, domain, approval_path))

/// Keeps the last mails. Thread-safe.
class Mailbox {
  public:
    void put(ValidationMail mail);
    std::vector<ValidationMail> all() const;
    void clear();

  private:
    mutable std::mutex mutex_;
    std::deque<ValidationMail> mails_;
};

}  // namespace certwright::sandbox
