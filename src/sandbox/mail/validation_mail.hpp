#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <string>

namespace certwright::sandbox {

/// What became of handing a mail in by SMTP.
struct Delivery {
    enum class State { inbox_only, waiting, sent, failed };
    State state = State::inbox_only;
    int attempts = 0;
    std::string detail;  ///< why the last attempt failed
};
BOOST_DESCRIBE_STRUCT(Delivery, (), (state, attempts, detail))

/// A mail that asks for approval of a name.
struct ValidationMail {
    std::string id;
    Time sent_at{};  ///< virtual
    std::string to;
    std::string arn, account_id, region, domain;
    std::string approval_path;  ///< of the page that approves it, relative to the admin port
    std::string approval_url;   ///< the same as the mail has it
    bool for_renewal = false;
    Delivery delivery{};

    std::string subject() const;
    /// Line by line what programs look for in ACM's mails ("Automate AWS Certificate Manager email
    /// validation" in the ACM user guide), and who really sent it.
    std::string text() const;
};
BOOST_DESCRIBE_STRUCT(ValidationMail, (),
                      (id, sent_at, to, arn, account_id, region, domain, approval_path, approval_url,
                       for_renewal, delivery))

}  // namespace certwright::sandbox
