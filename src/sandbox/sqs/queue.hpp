#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

/// Amazon SQS, standard queues. All of it goes by the machine's clock: who waits for messages has no other.
namespace certwright::sandbox::sqs {

struct Message {
    std::string id;
    std::string body, body_md5;
    std::string attributes, attributes_md5;  ///< MessageAttributes as JSON; empty: none
    std::string trace_header;                ///< AWSTraceHeader
    std::string sender;                      ///< SenderId
    Time sent_at{};
    Time visible_at{};  ///< not received before: delayed, or somebody has it
    std::optional<Time> first_received_at;
    std::int64_t receives = 0;
    std::string receipt;             ///< secret part of the handle that was given last
    std::string dead_letter_source;  ///< ARN of the queue that gave it up
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, body, body_md5, attributes, attributes_md5, trace_header, sender, sent_at,
                       visible_at, first_received_at, receives, receipt, dead_letter_source))

struct Queue {
    std::string name, arn, account_id, region;
    std::map<std::string, std::string> attributes;  ///< those that were set
    std::map<std::string, std::string> tags;
    Time created_at{}, modified_at{};
    std::optional<Time> purged_at;
    std::map<std::string, Message, std::less<>> messages;  ///< in their order, by twenty digits
    std::int64_t sent = 0;                                 ///< counts the digits
};
BOOST_DESCRIBE_STRUCT(Queue, (),
                      (name, arn, account_id, region, attributes, tags, created_at, modified_at, purged_at,
                       messages, sent))

}  // namespace certwright::sandbox::sqs
