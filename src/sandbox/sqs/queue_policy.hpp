#pragma once

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox::sqs {

/// Who delivers: a service of AWS, and what of it.
struct Deliverer {
    std::string service;     ///< "events.amazonaws.com"
    std::string source_arn;  ///< of the rule
    std::string account_id;  ///< that the rule belongs to
};

/// The resource policy of a queue, as far as it lets services of AWS send messages ("Amazon EventBridge:
/// using resource-based policies", "Basic examples of Amazon SQS policies").
class QueuePolicy {
  public:
    /// Throws Fault::invalid for what is no policy.
    static QueuePolicy parse(std::string_view json);

    /// Throws Fault::invalid for a condition that the sandbox does not act out.
    void check() const;
    /// Whether the deliverer may send messages to the queue.
    bool lets_send(const Deliverer& deliverer, const std::string& queue_arn) const;

  private:
    std::vector<boost::json::object> statements_;
};

}  // namespace certwright::sandbox::sqs
